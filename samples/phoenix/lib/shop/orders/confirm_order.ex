# region job
defmodule Shop.Orders.ConfirmOrder do
  use Oban.Worker, queue: :default, max_attempts: 5

  alias Shop.Orders
  alias Shop.Orders.Fixtures

  @impl Oban.Worker
  def perform(%Oban.Job{args: %{"id" => id}, attempt: attempt}) do
    order = Orders.get_order!(id)
    Fixtures.fail_first_try(order.sku, attempt)

    Orders.confirm_order(order)
  end

  # The default waits 17 seconds before the second try.
  @impl Oban.Worker
  def backoff(%Oban.Job{attempt: attempt}), do: 2 ** attempt
end

# endregion job
