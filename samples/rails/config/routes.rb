Rails.application.routes.draw do
  resources :orders, only: %i[ index show create ],
    constraints: { id: /\d+/ }, format: false do
    post :cancel, on: :member
  end

  get "health" => "rails/health#show", as: :rails_health_check
end
