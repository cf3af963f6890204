defmodule ShopWeb.ConnCase do
  @moduledoc """
  Tests that send requests. The sandbox takes back what each one wrote.
  """

  use ExUnit.CaseTemplate

  alias Ecto.Adapters.SQL.Sandbox

  using do
    quote do
      @endpoint ShopWeb.Endpoint

      use ShopWeb, :verified_routes
      use Oban.Testing, repo: Shop.Repo, engine: Oban.Engines.Lite

      import Plug.Conn
      import Phoenix.ConnTest
    end
  end

  setup tags do
    pid = Sandbox.start_owner!(Shop.Repo, shared: not tags[:async])
    on_exit(fn -> Sandbox.stop_owner(pid) end)
    {:ok, conn: Phoenix.ConnTest.build_conn()}
  end
end
