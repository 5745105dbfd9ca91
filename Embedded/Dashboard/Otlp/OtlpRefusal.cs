namespace Embedded.Dashboard.Otlp;

/// <param name="Reason">A sentence for whoever reads the sender's log.</param>
internal sealed record OtlpRefusal(int Status, string Reason);
