defmodule ShopWeb.OrderController do
  use ShopWeb, :controller

  import Ecto.Changeset

  alias Shop.Orders

  # region endpoint
  action_fallback ShopWeb.FallbackController

  def create(conn, params) do
    key = conn |> get_req_header("idempotency-key") |> List.first()

    with {:ok, order} <- Orders.create_order(params, key) do
      conn
      |> put_status(:created)
      |> put_resp_header("location", ~p"/orders/#{order}")
      |> render(:show, order: order)
    end
  end

  # endregion endpoint

  def show(conn, %{"id" => id}) do
    with {:ok, order} <- Orders.fetch_order(id) do
      render(conn, :show, order: order)
    end
  end

  def cancel(conn, %{"id" => id}) do
    with {:ok, order} <- Orders.fetch_order(id),
         {:ok, order} <- Orders.cancel_order(order) do
      render(conn, :show, order: order)
    end
  end

  def index(conn, params) do
    with {:ok, page} <- validate_page(params) do
      {orders, more?} = Orders.list_orders(page.after, page.limit)
      render(conn, :index, orders: orders, more?: more?)
    end
  end

  defp validate_page(params) do
    {%{after: 0, limit: 20}, %{after: :integer, limit: :integer}}
    |> cast(params, [:after, :limit])
    |> validate_number(:after, greater_than_or_equal_to: 0, less_than: 2 ** 63)
    |> validate_inclusion(:limit, 1..100)
    |> apply_action(:validate)
  end
end
