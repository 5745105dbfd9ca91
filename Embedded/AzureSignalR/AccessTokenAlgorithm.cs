namespace Microsoft.Azure.SignalR;

/// <summary>How tokens are signed.</summary>
public enum AccessTokenAlgorithm
{
    /// <summary>HMAC with SHA-256.</summary>
    HS256 = 0,

    /// <summary>HMAC with SHA-512.</summary>
    HS512 = 1,
}
