using Microsoft.AspNetCore.Http.Extensions;

namespace BlazorAspire.Circuits.State.Requests;

/// <summary>The id that a page's script gives to its tab. Not a secret: it means nothing without the browser's session.</summary>
internal static class TabId
{
    public const string PageParameter = "_tab";
    public const string ConnectionParameter = "tab";
    private const string CookieName = "BlazorAspire.Tab";
    private const int Length = 32;

    /// <summary>The tab that asks for a page; null when it does not say.</summary>
    public static string? OfPage(HttpRequest request) => Valid(request.Query[PageParameter]) ?? Valid(request.Cookies[CookieName]);

    public static string? OfConnection(HttpRequest request) => Valid(request.Query[ConnectionParameter]);

    /// <summary>The app's own code sees the address without it.</summary>
    public static void Hide(HttpRequest request)
    {
        if (request.Query.ContainsKey(PageParameter))
        {
            var others = request.Query.Where(parameter => parameter.Key != PageParameter)
                .SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? ""));
            request.QueryString = new QueryBuilder(others).ToQueryString();
        }
    }

    private static string? Valid(string? text) =>
        text is { Length: Length } && text.All(char.IsAsciiHexDigitLower) ? text : null;
}
