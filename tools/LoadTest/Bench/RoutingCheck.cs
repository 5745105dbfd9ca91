using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using BlazorAspire.LoadTest.Apps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.LoadTest.Bench;

/// <param name="Done">Circuits that went through all their steps.</param>
/// <param name="Cut">Circuits whose replica went while they were there.</param>
/// <param name="Changes">Replicas added and removed meanwhile.</param>
/// <param name="Misroutes">Requests that came to another replica than their own while that could have served them.</param>
internal sealed record RoutingResult(int Done, int Cut, int Changes, IReadOnlyCollection<string> Misroutes)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Done} circuits over page, negotiation, WebSocket and disconnect, and {Cut} whose replica went meanwhile, with {Changes} replicas added or removed:\n{Misroutes.Count} misroutes.{string.Concat(Misroutes.Take(3).Select(misroute => $" {misroute}."))}\n");
}

/// <summary>Circuits over page, negotiation, WebSocket and disconnect through the gateway, while replicas are added, drained and removed. In place of replicas stand small servers of this process.</summary>
internal sealed class RoutingCheck(int circuits, TimeProvider time) : IAsyncDisposable
{
    private const int AtOnce = 16;
    private const int Seed = 7;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly RoutingBook _book = new();
    private RoutedReplica[]? _replicas;
    private int _done;
    private int _cut;
    private int _changes;

    private RoutedReplica[] All => _replicas ??= [.. Enumerable.Range(1, 4).Select(number => new RoutedReplica(string.Create(CultureInfo.InvariantCulture, $"webapp-{number}"), _book))];

    /// <summary>What the gateway is to stand in front of.</summary>
    public IEnumerable<(string Name, Uri Address)> Replicas => All.Select(replica => (replica.Name, replica.Address));

    /// <exception cref="MeasurementException">Too few circuits went through.</exception>
    public async Task<RoutingResult> RunAsync(AspireApp app, Arm gateway, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // The others are added later.
            await All[0].StartAsync(limit.Token);
            await All[1].StartAsync(limit.Token);
            await app.RestartAsync(gateway.Resource, limit.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var changing = ChangeAsync(over.Token);
            await VisitAllAsync(gateway.Address, limit.Token);
            await over.CancelAsync();
            await changing;
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"Only {_done} of {circuits} circuits went through the gateway in time, so that misroutes are not worth counting.", problem);
        }

        // A replica that goes takes at most those with it that were under way.
        return _cut > _changes * AtOnce
            ? throw new MeasurementException($"{_cut} circuits broke, more than the {_changes} replicas that came and went explain. See why by hand, with fewer --circuits.")
            : new RoutingResult(_done, _cut, _changes, _book.Misroutes);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll((_replicas ?? []).Select(replica => replica.StopAsync()));

    /// <summary>One change after the other; two replicas at least serve at any time.</summary>
    private async Task ChangeAsync(CancellationToken over)
    {
        var random = new Random(Seed);
        while (!over.IsCancellationRequested)
        {
            await PauseAsync(over);
            var replica = All[random.Next(All.Length)];
            if (replica.Life is null)
            {
                await replica.StartAsync(CancellationToken.None);
            }
            else if (All.Count(other => other.Life is not null) > 2)
            {
                if (random.Next(2) == 0)
                {
                    replica.Life.State = LifeState.Draining;
                    await PauseAsync(over);
                }

                await replica.StopAsync();
            }
            else
            {
                continue;
            }

            _changes++;
        }
    }

    private Task PauseAsync(CancellationToken over) => Task.Delay(Step, time, over).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task VisitAllAsync(Uri gateway, CancellationToken limit)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = gateway };
        await Parallel.ForEachAsync(Enumerable.Range(0, circuits), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit }, async (_, cancel) =>
        {
            try
            {
                await VisitAsync(client, cancel);
                Interlocked.Increment(ref _done);
            }
            catch (Exception gone) when (gone is HttpRequestException or WebSocketException)
            {
                // Its replica went while it was there.
                Interlocked.Increment(ref _cut);
            }
        });
    }

    private static async Task VisitAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var (life, cookie) = await AskAsync(client, HttpMethod.Get, "/counter", null, cancellationToken);
        (life, cookie) = await AskAsync(client, HttpMethod.Post, $"/_blazor/negotiate?id={life}", cookie, cancellationToken);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new UriBuilder(new Uri(client.BaseAddress!, $"/_blazor?id={life}")) { Scheme = "ws" }.Uri, client, cancellationToken);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        await AskAsync(client, HttpMethod.Post, $"/_blazor/disconnect?id={life}", cookie, cancellationToken);
    }

    /// <summary>The life that answered, and the cookie to send from then on.</summary>
    private static async Task<(string Life, string? Cookie)> AskAsync(HttpClient client, HttpMethod method, string path, string? cookie, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(method == HttpMethod.Get ? "text/html" : "*/*");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var next = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : cookie;
        return (await response.Content.ReadAsStringAsync(cancellationToken), next);
    }
}

internal enum LifeState
{
    Serving,

    /// <summary>Keeps the connections that it has made; what begins goes elsewhere.</summary>
    Draining,
    Gone,
}

internal enum RoutingStep
{
    Negotiate,
    WebSocket,
    Disconnect,
}

/// <summary>One life of a replica, from its start to its end.</summary>
internal sealed class Life(string id)
{
    private int _state;

    public string Id => id;

    public LifeState State
    {
        get => (LifeState)Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, (int)value);
    }
}

/// <summary>Which life each request belongs to, and those that came to another while theirs could have served them.</summary>
internal sealed class RoutingBook
{
    private readonly ConcurrentDictionary<string, Life> _lives = new();
    private readonly ConcurrentQueue<string> _misroutes = new();
    private int _lastLife;

    public IReadOnlyCollection<string> Misroutes => _misroutes;

    public Life Begin(string replica)
    {
        var life = new Life(string.Create(CultureInfo.InvariantCulture, $"{replica}:{Interlocked.Increment(ref _lastLife)}"));
        return _lives[life.Id] = life;
    }

    /// <summary>A request that belongs to <paramref name="owner"/> came to a life.</summary>
    public void Came(RoutingStep step, string owner, Life life)
    {
        if (owner != life.Id && _lives.TryGetValue(owner, out var own) && (own.State == LifeState.Serving || (own.State == LifeState.Draining && step != RoutingStep.Negotiate)))
        {
            _misroutes.Enqueue($"{step} of {owner} came to {life.Id}");
        }
    }
}

/// <summary>A small server in place of a replica, that knows which of its lives each request belongs to. It comes and goes at one address, as a replica does.</summary>
internal sealed class RoutedReplica(string name, RoutingBook book)
{
    private WebApplication? _app;

    public string Name => name;

    public Uri Address { get; } = BenchHost.Address(BenchHost.FreePort());

    public Life? Life { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var life = book.Begin(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.ToString());
        builder.Logging.ClearProviders();
        // It goes at once, and breaks what is open, as a process that crashes does.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/health", context =>
        {
            if (life.State != LifeState.Serving)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers["BlazorAspire-State"] = "draining";
            }

            return Task.CompletedTask;
        });
        app.MapGet("/counter", context => context.Response.WriteAsync(life.Id, context.RequestAborted));
        app.MapPost("/_blazor/negotiate", context => AnswerAsync(context, life, RoutingStep.Negotiate));
        app.MapPost("/_blazor/disconnect", context => AnswerAsync(context, life, RoutingStep.Disconnect));
        app.MapGet("/_blazor", context => ConnectAsync(context, life));
        await app.StartAsync(cancellationToken);
        (_app, Life) = (app, life);
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            // Before it refuses anything: from now on others may have its users.
            Life!.State = LifeState.Gone;
            (_app, Life) = (null, null);
            await app.DisposeAsync();
        }
    }

    private Task AnswerAsync(HttpContext context, Life life, RoutingStep step)
    {
        book.Came(step, context.Request.Query["id"].ToString(), life);
        return context.Response.WriteAsync(life.Id, context.RequestAborted);
    }

    private async Task ConnectAsync(HttpContext context, Life life)
    {
        book.Came(RoutingStep.WebSocket, context.Request.Query["id"].ToString(), life);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var closed = await socket.ReceiveAsync(new byte[16], context.RequestAborted);
        await socket.CloseOutputAsync(closed.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
