using System.Buffers;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry;
using Google.Protobuf;

namespace Embedded.Dashboard.Otlp;

/// <summary>The three kinds of requests are one tree with the same numbers: processes, in them scopes, in them records.</summary>
internal sealed class OtlpTree(ValueReader values, SourceTable sources)
{
    private const int Process = ExportLogsServiceRequest.ResourceLogsFieldNumber;
    private const int ProcessHead = ResourceLogs.ResourceFieldNumber;
    private const int Scope = ResourceLogs.ScopeLogsFieldNumber;
    private const int ScopeHead = ScopeLogs.ScopeFieldNumber;
    private const int Record = ScopeLogs.LogRecordsFieldNumber;

    private static readonly MessageParser<Resource> Resources = Resource.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<InstrumentationScope> Scopes = InstrumentationScope.Parser.WithDiscardUnknownFields(true);

    public void Read(ReadOnlySequence<byte> request, TakeRecord take)
    {
        var processes = new WireFields(request);
        while (processes.MoveNext())
        {
            if (processes.Is(Process))
            {
                ReadProcess(processes.Content, take);
            }
        }
    }

    private void ReadProcess(ReadOnlySequence<byte> process, TakeRecord take)
    {
        var source = Source(Resources.ParseFrom(RecordLimits.CheckHead(WireFields.Find(process, ProcessHead))));
        var scopes = new WireFields(process);
        while (scopes.MoveNext())
        {
            if (scopes.Is(Scope))
            {
                ReadScope(source, scopes.Content, take);
            }
        }
    }

    private void ReadScope(TelemetrySource source, ReadOnlySequence<byte> scope, TakeRecord take)
    {
        var name = values.Line(Scopes.ParseFrom(RecordLimits.CheckHead(WireFields.Find(scope, ScopeHead))).Name);
        var records = new WireFields(scope);
        while (records.MoveNext())
        {
            if (records.Is(Record))
            {
                take(source, name, records.Content);
            }
        }
    }

    private TelemetrySource Source(Resource resource)
    {
        var tags = values.Tags(resource.Attributes);
        var name = values.Line(tags.ValueOf("service.name") ?? "");
        var instance = values.Line(tags.ValueOf("service.instance.id") ?? "");
        return sources.Get(name.Length == 0 ? TelemetrySource.Unnamed : name, instance, tags);
    }
}
