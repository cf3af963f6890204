defmodule Shop.Orders.Fixtures do
  @moduledoc """
  The two SKUs that exist only so that the contract can see a conflict and a retry.
  """

  def initial_status("SHIPPED"), do: :shipped
  def initial_status(_sku), do: :pending

  def fail_first_try("FLAKY", 1), do: raise("FLAKY fails its first try.")
  def fail_first_try(_sku, _attempt), do: :ok
end
