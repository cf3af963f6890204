require "test_helper"

# region test
class OrdersControllerTest < ActionDispatch::IntegrationTest
  include ActiveJob::TestHelper

  ORDER = { sku: "MUG-1", quantity: 2, email: "ada@example.org" }

  test "creates an order and confirms it" do
    perform_enqueued_jobs do
      post orders_url, params: ORDER, as: :json
    end

    assert_response :created
    get response.location
    assert_equal "confirmed", response.parsed_body["status"]
    assert_equal 1, response.parsed_body["confirmations"]
  end

  test "answers the same key with the same order" do
    assert_difference -> { Order.count }, 1 do
      2.times do
        post orders_url, params: ORDER, as: :json,
          headers: { "Idempotency-Key" => "once" }
      end
    end

    assert_response :ok
  end

  { sku: "", quantity: "2", email: "nobody" }.each do |field, value|
    test "names an invalid #{field}" do
      post orders_url, params: ORDER.merge(field => value), as: :json

      assert_response :unprocessable_content
      assert_equal [ field.to_s ], response.parsed_body["errors"].keys
    end
  end
end
# endregion test
