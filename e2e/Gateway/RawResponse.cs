namespace BlazorAspire.Tests.Gateway;

internal sealed record RawResponse(int Status, ILookup<string, string> Headers, string Body);
