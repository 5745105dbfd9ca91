namespace BlazorAspire.Shared;

/// <summary>Requests that nobody but their user may send again.</summary>
internal static class OneTimeRequest
{
    /// <summary>
    /// Whether a request changes something, by its method, or ends a sign-in: its address has <c>state</c> and one of <c>code</c> and <c>error</c>, which an
    /// identity provider sends its users back with (RFC 6749, sections 4.1.2 and 4.1.2.1). A code is taken once, and a second time is an attack to some providers.
    /// </summary>
    /// <param name="request">The request.</param>
    public static bool Is(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || (request.Query.ContainsKey("state") && (request.Query.ContainsKey("code") || request.Query.ContainsKey("error")));
}
