using System.Text.Json;

namespace Shop;

public static class Problems
{
    /// <summary>Says which field of the body had the wrong type, as validation does of wrong values.</summary>
    public static void NameTheField(ProblemDetailsOptions options) =>
        options.CustomizeProblemDetails = context =>
        {
            // The path is a JSON path, such as $.quantity.
            if (context.Exception is BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } })
            {
                context.ProblemDetails.Extensions["errors"] = new Dictionary<string, string[]>
                {
                    [path[2..]] = ["The value has the wrong type."],
                };
            }
        };
}
