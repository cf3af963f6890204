defmodule Shop.Orders do
  @moduledoc """
  Orders: placed once, confirmed once, cancelled unless shipped.
  """

  import Ecto.Query

  alias Shop.Orders.{ConfirmOrder, Order}
  alias Shop.Repo

  @max_id 2 ** 63 - 1

  # region place
  @doc "Places an order and its job in one transaction, once a key."
  def create_order(attrs, key \\ nil) do
    Repo.transact(fn ->
      %Order{}
      |> Order.changeset(attrs, key)
      |> Repo.insert(
        on_conflict: :nothing,
        conflict_target: :idempotency_key
      )
      |> case do
        {:ok, %Order{id: nil}} ->
          {:ok, Repo.get_by!(Order, idempotency_key: key)}

        {:ok, order} ->
          Oban.insert!(ConfirmOrder.new(%{id: order.id}))
          {:ok, order}

        {:error, changeset} ->
          {:error, changeset}
      end
    end)
  end

  # endregion place

  def get_order!(id), do: Repo.get!(Order, id)

  @doc "Fetches an order by an id that may be anything."
  def fetch_order(id) do
    with {id, ""} when id in 1..@max_id <- Integer.parse(id),
         %Order{} = order <- Repo.get(Order, id) do
      {:ok, order}
    else
      _ -> {:error, :not_found}
    end
  end

  @doc "Returns up to `limit` orders after an id, oldest first, and whether there are more."
  def list_orders(after_id, limit) do
    from(o in Order, where: o.id > ^after_id, order_by: o.id, limit: ^(limit + 1))
    |> Repo.all()
    |> Enum.split(limit)
    |> then(fn {orders, rest} -> {orders, rest != []} end)
  end

  # region confirm
  @doc "Confirms a pending order; a second call finds nothing to do."
  def confirm_order(%Order{id: id}) do
    from(o in Order, where: o.id == ^id and o.status == :pending)
    |> Repo.update_all(
      set: [status: :confirmed, confirmed_at: DateTime.utc_now()],
      inc: [confirmations: 1]
    )

    :ok
  end

  # endregion confirm

  def cancel_order(%Order{id: id}) do
    from(o in Order, where: o.id == ^id and o.status != :shipped, select: o)
    |> Repo.update_all(set: [status: :cancelled])
    |> case do
      {1, [order]} -> {:ok, order}
      {0, []} -> {:error, :conflict}
    end
  end
end
