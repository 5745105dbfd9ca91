using Microsoft.AspNetCore.Http;

namespace BlazorAspire.ServiceDefaults;

/// <summary>Requests that nobody but their user may send again.</summary>
public static class OneTimeRequest
{
    // What an identity provider sends its users back with: RFC 6749, section 4.1.2. A code is taken once, and a second time is an attack to some providers.
    private static readonly string[] SignInParameters = ["code", "state"];

    /// <summary>Whether a request changes something, by its method, or ends a sign-in: its address has <c>code</c> or <c>state</c>.</summary>
    /// <param name="request">The request.</param>
    public static bool Is(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || SignInParameters.Any(request.Query.ContainsKey);
}
