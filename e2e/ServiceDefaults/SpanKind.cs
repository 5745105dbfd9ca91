namespace BlazorAspire.Tests.ServiceDefaults;

internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
