defmodule ShopWeb.OrderJSON do
  alias Shop.Orders.Order

  def index(%{orders: orders, more?: more?}) do
    %{
      orders: for(order <- orders, do: data(order)),
      next: if(more?, do: to_string(List.last(orders).id))
    }
  end

  def show(%{order: order}), do: data(order)

  defp data(%Order{} = order) do
    Map.take(order, [
      :id,
      :sku,
      :quantity,
      :email,
      :status,
      :created_at,
      :confirmed_at,
      :confirmations
    ])
  end
end
