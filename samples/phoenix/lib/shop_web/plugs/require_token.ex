defmodule ShopWeb.Plugs.RequireToken do
  @moduledoc """
  Lets nobody through without the token: 401 without one, 403 with another.
  """

  import Plug.Conn
  import Phoenix.Controller

  def init(opts), do: opts

  def call(conn, _opts) do
    expected = Application.fetch_env!(:shop, :orders_token)

    case get_req_header(conn, "authorization") do
      ["Bearer " <> token] ->
        if expected != "" and Plug.Crypto.secure_compare(token, expected),
          do: conn,
          else: refuse(conn, :forbidden)

      _ ->
        conn |> put_resp_header("www-authenticate", "Bearer") |> refuse(:unauthorized)
    end
  end

  defp refuse(conn, status) do
    conn
    |> put_status(status)
    |> put_view(json: ShopWeb.ErrorJSON)
    |> render("#{Plug.Conn.Status.code(status)}.json")
    |> halt()
  end
end
