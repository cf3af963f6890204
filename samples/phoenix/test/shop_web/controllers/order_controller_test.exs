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

  test "answers the same key with the same order", %{conn: conn} do
    conn = put_req_header(conn, "idempotency-key", "once")
    first = conn |> post(~p"/orders", @order) |> json_response(201)
    again = conn |> post(~p"/orders", @order) |> json_response(201)

    assert again["id"] == first["id"]
    assert [_] = all_enqueued(worker: ConfirmOrder)
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
