namespace BlazorAspire.Gateway.Guards;

internal interface IRequestGuard
{
    /// <summary>Null for a request that may pass.</summary>
    Refusal? Check(HttpContext context);
}
