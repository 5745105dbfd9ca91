using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>Log entries and spans as a busy app sends them: no two texts alike, attributes beside them. Field numbers are OTLP's.</summary>
internal sealed class OtlpMessages(TimeProvider time)
{
    private const int SpansPerTrace = 6;
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;
    private readonly Random _random = new(1);

    public ReadOnlyMemory<byte> Logs(IEnumerable<string> texts, int process) => Resource(process, resource => resource.Message(2, scope =>
    {
        scope.Message(1, name => name.Text(1, "BlazorAspire.WebApp.Some.Category"));
        foreach (var text in texts)
        {
            scope.Message(2, record => Log(record, text));
        }
    })).Bytes;

    public ReadOnlyMemory<byte> Spans(int count, int process) => Resource(process, resource => resource.Message(2, scope =>
    {
        scope.Message(1, name => name.Text(1, "Microsoft.AspNetCore"));
        byte[] trace = [];
        byte[] parent = [];
        for (var i = 0; i < count; i++)
        {
            (trace, parent) = i % SpansPerTrace == 0 ? (Id(16), []) : (trace, parent);
            var own = Id(8);
            scope.Message(2, span => Span(span, trace, own, parent));
            parent = own;
        }
    })).Bytes;

    public string Line(int number) => string.Create(CultureInfo.InvariantCulture,
        $"Request {number} of user {_random.Next()} to /counter/{_random.Next(1000)} was handled in {_random.NextDouble():0.000} ms by circuit {_random.Next()}");

    private static OtlpWriter Resource(int process, Action<OtlpWriter> write)
    {
        var message = new OtlpWriter();
        return message.Message(1, resource =>
        {
            resource.Message(1, attributes => attributes
                .Attribute(1, "service.name", string.Create(CultureInfo.InvariantCulture, $"webapp-{process}"))
                .Attribute(1, "service.instance.id", string.Create(CultureInfo.InvariantCulture, $"instance-{process}")));
            write(resource);
        });
    }

    private void Log(OtlpWriter record, string text) => record
        .Fixed(1, Now())
        .Number(2, 9)
        .Message(5, body => body.Text(1, text))
        .Attribute(6, "User", Number())
        .Attribute(6, "Path", $"/counter/{Number()}")
        .Attribute(6, "Circuit", Number())
        .Attribute(6, "ConnectionId", $"0HN{Number()}")
        .Block(9, Id(16))
        .Block(10, Id(8));

    private void Span(OtlpWriter span, byte[] trace, byte[] own, byte[] parent)
    {
        var start = Now();
        span.Block(1, trace).Block(2, own);
        if (parent.Length > 0)
        {
            span.Block(4, parent);
        }
        span.Text(5, "GET /counter")
            .Number(6, 2)
            .Fixed(7, start)
            .Fixed(8, start + (ulong)_random.Next(50_000_000))
            .Attribute(9, "http.request.method", "GET")
            .Attribute(9, "url.path", $"/counter/{Number()}")
            .Attribute(9, "url.full", $"http://127.0.0.1:1234/counter/{Number()}?query={Number()}")
            .Attribute(9, "client.port", Number());
    }

    private ulong Now() => (ulong)(time.GetUtcNow() - Epoch).Ticks * 100;

    private string Number() => _random.Next().ToString(CultureInfo.InvariantCulture);

    private byte[] Id(int length)
    {
        var id = new byte[length];
        _random.NextBytes(id);
        return id;
    }
}
