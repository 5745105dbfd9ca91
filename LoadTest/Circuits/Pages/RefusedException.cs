using System.Net;

namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>The app did not answer a request, or not with what was asked for.</summary>
/// <param name="status">Null when there was no answer.</param>
/// <param name="retryAfter">When the app wants to be asked again, if it says so.</param>
internal sealed class RefusedException(string message, HttpStatusCode? status, TimeSpan? retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status => status;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The request is wrong, and will be next time too.</summary>
    public bool IsFinal => status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;
}
