using System.Diagnostics;

namespace BlazorAspire.WebApp.Tracing;

/// <summary>
/// A span for what a page or an event of it asks of Redis: which command and what for, never keys or values, which are secrets. What nobody waits
/// for, such as heartbeats, has no trace to belong to and gets none.
/// </summary>
internal static class RedisSpan
{
    public const string SourceName = "BlazorAspire.Redis";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="command">The command; of a transaction <c>MULTI</c>.</param>
    /// <param name="purpose">What it is for, in a few words: the same for each call.</param>
    /// <param name="state">What <paramref name="call"/> needs, so that it can be static and cost nothing where nobody listens.</param>
    public static Task<TResult> RunAsync<TState, TResult>(string command, string purpose, TState state, Func<TState, Task<TResult>> call) =>
        Activity.Current is null || !Source.HasListeners() ? call(state) : TraceAsync(command, purpose, state, call);

    /// <inheritdoc cref="RunAsync{TState, TResult}"/>
    public static Task RunAsync<TState>(string command, string purpose, TState state, Func<TState, Task> call) =>
        Activity.Current is null || !Source.HasListeners() ? call(state) : TraceAsync(command, purpose, (state, call), static async traced =>
        {
            await traced.call(traced.state);
            return true;
        });

    private static async Task<TResult> TraceAsync<TState, TResult>(string command, string purpose, TState state, Func<TState, Task<TResult>> call)
    {
        using var span = Source.StartActivity($"{command} {purpose}", ActivityKind.Client);
        span?.SetTag("db.system.name", "redis").SetTag("db.operation.name", command);
        try
        {
            return await call(state);
        }
        catch (Exception problem)
        {
            span?.SetTag("error.type", problem.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
