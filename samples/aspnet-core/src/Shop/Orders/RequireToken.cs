using System.Security.Cryptography;
using System.Text;

namespace Shop.Orders;

/// <summary>401 without a token, 403 with another than the one in the configuration.</summary>
public class RequireToken(IConfiguration configuration) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        string? header = http.Request.Headers.Authorization;

        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);
        }

        var sent = Encoding.UTF8.GetBytes(header[Scheme.Length..]);
        var expected = Encoding.UTF8.GetBytes(configuration["Orders:Token"] ?? "");

        return expected.Length > 0 && CryptographicOperations.FixedTimeEquals(sent, expected)
            ? await next(context)
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
    }
}
