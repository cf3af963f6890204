# region test
defmodule ShopWeb.OrderControllerTest do
  use ShopWeb.ConnCase

  alias Shop.Orders.ConfirmOrder

  @order %{sku: "MUG-1", quantity: 2, email: "ada@example.org"}

  test "creates an order and enqueues its job", %{conn: conn} do
    order = conn |> post(~p"/orders", @order) |> json_response(201)

    assert %{"id" => id, "status" => "pending"} = order
    assert_enqueued(worker: ConfirmOrder, args: %{id: id})
  end

  test "confirms once, however often the job runs", %{conn: conn} do
    %{"id" => id} =
      conn |> post(~p"/orders", @order) |> json_response(201)

    assert :ok = perform_job(ConfirmOrder, %{id: id})
    assert :ok = perform_job(ConfirmOrder, %{id: id})

    assert %{"status" => "confirmed", "confirmations" => 1} =
             conn |> get(~p"/orders/#{id}") |> json_response(200)
  end

  for {field, value} <- [sku: "", quantity: "2", email: "nobody"] do
    test "names an invalid #{field}", %{conn: conn} do
      order = Map.put(@order, unquote(field), unquote(value))
      body = conn |> post(~p"/orders", order) |> json_response(422)

      assert Map.keys(body["errors"]) == [to_string(unquote(field))]
    end
  end
end

# endregion test
