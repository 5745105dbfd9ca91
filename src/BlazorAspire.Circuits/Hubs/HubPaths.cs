namespace BlazorAspire.Circuits.Hubs;

/// <summary>The addresses that clients hold connections to: Blazor's hub, and the app's own.</summary>
internal static class HubPaths
{
    public const string OfTheApp = "/hubs";

    public static bool IsOfBlazor(PathString path) => path.StartsWithSegments("/_blazor");

    public static bool IsHub(PathString path) => IsOfBlazor(path) || path.StartsWithSegments(OfTheApp);

    public static bool IsNegotiate(PathString path) =>
        path.StartsWithSegments("/_blazor/negotiate") || (path.StartsWithSegments(OfTheApp) && path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase));
}
