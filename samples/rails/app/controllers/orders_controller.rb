class OrdersController < ApplicationController
  before_action :require_token, only: :cancel
  before_action :set_order, only: %i[ show cancel ]

  def index
    limit = integer_param(:limit, 20, 1..100)
    after = integer_param(:after, 0, 0...2**63)
    orders = Order.where(id: after.succ..).order(:id).limit(limit + 1).to_a
    more = orders.size > limit
    orders = orders.first(limit)

    render json: { orders:, next: (orders.last.id.to_s if more) }
  end

  def show
    render json: @order
  end

  # region endpoint
  def create
    key = request.headers["Idempotency-Key"]

    # The unique index decides; the loser gets the winner's order.
    order = Order.create_or_find_by!(idempotency_key: key) do |new_order|
      new_order.assign_attributes(
        params.permit(:sku, :quantity, :email)
      )
    end

    render json: order, location: order,
      status: order.previously_new_record? ? :created : :ok
  rescue ActiveRecord::RecordInvalid => error
    render json: { errors: error.record.errors },
      status: :unprocessable_content
  end
  # endregion endpoint

  def cancel
    @order.cancel!

    render json: @order
  end

  private
    def set_order
      @order = Order.find(params[:id])
    end

    def integer_param(name, default, range)
      value = Integer(params.fetch(name, default), exception: false)
      return value if value && range.cover?(value)

      raise ActionController::BadRequest, "#{name} must be in #{range}"
    end

    # Not authenticate_or_request_with_http_token: that says 401 to a wrong token, too.
    def require_token
      token, = ActionController::HttpAuthentication::Token.token_and_options(request)
      expected = Rails.configuration.x.orders_token

      if token.nil?
        response.headers["WWW-Authenticate"] = "Bearer"
        render json: { error: "Unauthorized" }, status: :unauthorized
      elsif expected.empty? || !ActiveSupport::SecurityUtils.secure_compare(token, expected)
        render json: { error: "Forbidden" }, status: :forbidden
      end
    end
end
