namespace BlazorAspire.Gateway.Pages;

/// <summary>What happened, what it means, and how many seconds to wait before trying again.</summary>
internal sealed record ErrorText(string Title, string Happened, string Meaning, int RetryAfter)
{
    /// <summary>Of what no replica has taken and the page does not send again.</summary>
    public const string NotCarriedOut = "What you sent has not been carried out, and is not sent again by itself. Go back and send it once more, or begin at the start page.";

    private static readonly ErrorText NoReplica = new(
        "The app is starting or restarting", "No server is ready for you at the moment.", "This page tries again by itself. No action is needed.", 3);

    public static readonly ErrorText Full = new(
        "The app is at capacity", "It serves as many people at the moment as it has room for.", "This page lets you in by itself as soon as a place is free. No action is needed.", 5);

    private static readonly ErrorText TooSlow = new(
        "The app took too long", "The server that holds your session did not answer in time.", "Your last action may or may not have been carried out.", 5);

    private static readonly ErrorText BadRequest = new(
        "The request could not be read", "What your browser sent was cut short or was not valid.", "Go back and try once more.", 5);

    private static readonly ErrorText Broken = new(
        "The app did not answer", "The server that holds your session closed the connection.", "Your last action may or may not have been carried out.", 3);

    public static ErrorText For(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => NoReplica,
        StatusCodes.Status504GatewayTimeout => TooSlow,
        >= 400 and < 500 => BadRequest,
        _ => Broken,
    };
}
