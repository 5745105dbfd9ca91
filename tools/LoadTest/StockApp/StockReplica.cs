namespace BlazorAspire.StockApp;

/// <summary>Which process this is, for the benchmark that ends it.</summary>
internal sealed record StockReplica(string Name, int ProcessId);
