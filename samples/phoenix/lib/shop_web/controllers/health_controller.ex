defmodule ShopWeb.HealthController do
  use ShopWeb, :controller

  def show(conn, _params), do: json(conn, %{status: "ok"})
end
