using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Api;

/// <summary>The documented calls by path: one path has one method.</summary>
internal sealed class ApiRoutes
{
    private readonly List<Route> _routes = [];

    public void Add(string method, string path, IOperation operation, bool needsToken = true) =>
        _routes.Add(new Route(method, path, operation, needsToken));

    /// <summary>Finds the call for a request; a path may end in one variable part, written <c>{id}</c> in the route.</summary>
    public Route Find(HttpRequest request, out string pathValue)
    {
        var path = request.Path.Value ?? "/";
        foreach (var route in _routes)
        {
            if (route.Matches(path, out pathValue))
            {
                return string.Equals(route.Method, request.Method, StringComparison.Ordinal)
                    ? route
                    : throw new ApiErrorException(ApiError.WrongMethod with { Reason = $"This path takes {route.Method} only." });
            }
        }

        throw new ApiErrorException(ApiError.UnknownPath with { Reason = "The documentation has no such path." });
    }

    internal sealed record Route(string Method, string Path, IOperation Operation, bool NeedsToken)
    {
        private const string Variable = "{id}";

        public bool Matches(string path, out string pathValue)
        {
            pathValue = "";
            if (!Path.EndsWith(Variable, StringComparison.Ordinal))
            {
                return string.Equals(path, Path, StringComparison.Ordinal);
            }

            var start = Path[..^Variable.Length];
            pathValue = path.StartsWith(start, StringComparison.Ordinal) ? path[start.Length..] : "";
            return path.StartsWith(start, StringComparison.Ordinal) && !pathValue.Contains('/', StringComparison.Ordinal);
        }
    }
}
