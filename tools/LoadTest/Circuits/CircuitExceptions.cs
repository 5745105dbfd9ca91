using System.Net;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The connection to the circuit hub broke, or could not be opened.</summary>
internal sealed class HubClosedException(string reason, Exception? inner = null) : Exception($"The connection to the circuit hub ended: {reason}", inner);

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

/// <summary>A circuit was paused and could not be resumed, so that the page was loaded again. It can be used.</summary>
internal sealed class NotResumedException(string reason) : Exception($"The circuit was not resumed: {reason}");

/// <summary>The page is of no more use: its circuit ended with an error, and a user would have to reload it.</summary>
internal sealed class PageFailedException(string reason) : Exception($"The page failed: {reason}");
