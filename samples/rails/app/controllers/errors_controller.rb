# What an exception becomes: ActionDispatch asks for the path /404, /409 or /500.
class ErrorsController < ActionController::API
  def show
    status = request.path_info.delete_prefix("/").to_i
    render json: { error: Rack::Utils::HTTP_STATUS_CODES.fetch(status) }, status:
  end
end
