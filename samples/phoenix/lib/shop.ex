defmodule Shop do
  @moduledoc """
  The business: contexts, schemas and jobs. `ShopWeb` is how HTTP reaches it.
  """
end
