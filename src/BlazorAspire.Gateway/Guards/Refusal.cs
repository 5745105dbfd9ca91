namespace BlazorAspire.Gateway.Guards;

/// <param name="Reason">A word for logs and metrics.</param>
/// <param name="Detail">A sentence for the client.</param>
/// <param name="CloseConnection">Whether what follows on the connection can still be told apart.</param>
internal sealed record Refusal(int Status, string Reason, string Detail, bool CloseConnection = false);
