defmodule Shop.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      Shop.Repo,
      {Ecto.Migrator,
       repos: Application.fetch_env!(:shop, :ecto_repos), skip: skip_migrations?()},
      {Oban, Application.fetch_env!(:shop, Oban)},
      {Phoenix.PubSub, name: Shop.PubSub},
      ShopWeb.Endpoint
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: Shop.Supervisor)
  end

  @impl true
  def config_change(changed, _new, removed) do
    ShopWeb.Endpoint.config_change(changed, removed)
    :ok
  end

  # A release migrates its SQLite file as it starts.
  defp skip_migrations?, do: System.get_env("RELEASE_NAME") == nil
end
