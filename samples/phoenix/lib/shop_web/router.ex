defmodule ShopWeb.Router do
  use ShopWeb, :router

  pipeline :api do
    plug :accepts, ["json"]
  end

  pipeline :back_office do
    plug ShopWeb.Plugs.RequireToken
  end

  scope "/", ShopWeb do
    pipe_through :api

    get "/health", HealthController, :show
    resources "/orders", OrderController, only: [:index, :show, :create]
  end

  scope "/", ShopWeb do
    pipe_through [:api, :back_office]

    post "/orders/:id/cancel", OrderController, :cancel
  end
end
