defmodule Shop.Orders.Order do
  use Ecto.Schema
  import Ecto.Changeset

  alias Shop.Orders.Fixtures

  # region model
  @statuses [:pending, :confirmed, :shipped, :cancelled]

  schema "orders" do
    field :sku, :string
    field :quantity, :integer
    field :email, :string
    field :status, Ecto.Enum, values: @statuses
    field :idempotency_key, :string
    field :confirmed_at, :utc_datetime_usec
    field :confirmations, :integer, default: 0

    timestamps(
      inserted_at: :created_at,
      updated_at: false,
      type: :utc_datetime_usec
    )
  end

  def changeset(order, attrs, key) do
    order
    |> cast(attrs, [:sku, :quantity, :email])
    |> put_change(:idempotency_key, key)
    |> validate_required([:sku, :quantity, :email])
    |> validate_length(:sku, max: 40)
    |> validate_sent_as_number(:quantity)
    |> validate_inclusion(:quantity, 1..100)
    |> validate_length(:email, max: 254)
    |> validate_format(:email, ~r/^[^@,;\s]+@[^@,;\s]+$/)
    |> validate_length(:idempotency_key, max: 255)
    |> put_initial_status()
  end

  # Casting is made for forms, which know only strings: "2" would do.
  defp validate_sent_as_number(changeset, field) do
    if is_binary(changeset.params[to_string(field)]),
      do: add_error(changeset, field, "is not a number"),
      else: changeset
  end

  # endregion model

  defp put_initial_status(changeset) do
    put_change(changeset, :status, Fixtures.initial_status(get_change(changeset, :sku)))
  end
end
