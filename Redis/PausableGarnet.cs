using System.Buffers.Text;
using Garnet;
using Garnet.common;
using Garnet.networking;
using Garnet.server;

namespace Evergreen.Redis;

/// <summary>
/// Garnet with one more command, <c>PAUSE seconds</c>: connections stay open, and nothing is answered for so long. It shows what an app does while its Redis
/// hangs, on every operating system.
/// </summary>
internal sealed class PausableGarnet : GarnetServer
{
    public PausableGarnet(string[] args)
        : base(args)
    {
        var pause = new Pause();
        foreach (var server in storeWrapper.Servers)
        {
            server.Unregister(WireFormat.ASCII, out var sessions);
            server.Register(WireFormat.ASCII, new PausableSessions(sessions, pause));
        }

        Register.NewProcedure("PAUSE", () => new PauseCommand(pause));
    }

    /// <summary>Until when nothing is answered.</summary>
    private sealed class Pause
    {
        private readonly object _gate = new();
        private long _end;

        public void Begin(TimeSpan duration) => Interlocked.Exchange(ref _end, Now + (long)(duration.TotalSeconds * TimeProvider.System.TimestampFrequency));

        /// <summary>Nobody ends the wait early. A timer would need a thread of the pool, and the pool's threads are those that wait here.</summary>
        public void Wait()
        {
            while (Interlocked.Read(ref _end) - Now is > 0 and var remaining)
            {
                lock (_gate)
                {
                    Monitor.Wait(_gate, TimeSpan.FromSeconds((double)remaining / TimeProvider.System.TimestampFrequency));
                }
            }
        }

        private static long Now => TimeProvider.System.GetTimestamp();
    }

    private sealed class PauseCommand(Pause pause) : CustomProcedure
    {
        private const int MaxSeconds = 3600;

        public override bool Execute<TGarnetApi>(TGarnetApi garnetApi, ref CustomProcedureInput procInput, ref MemoryResult<byte> output)
        {
            var position = 0;
            var argument = GetNextArg(ref procInput, ref position).ReadOnlySpan;
            if (!Utf8Parser.TryParse(argument, out int seconds, out var read) || read != argument.Length || seconds is < 1 or > MaxSeconds)
            {
                WriteError(ref output, $"ERR PAUSE takes a number of seconds from 1 to {MaxSeconds}");
                return true;
            }

            pause.Begin(TimeSpan.FromSeconds(seconds));
            WriteSimpleString(ref output, "OK");
            return true;
        }
    }

    private sealed class PausableSessions(ISessionProvider inner, Pause pause) : ISessionProvider
    {
        public MaxSizeSettings GetMaxSizeSettings => inner.GetMaxSizeSettings;

        public IMessageConsumer GetSession(WireFormat wireFormat, INetworkSender networkSender) => new PausableSession(inner.GetSession(wireFormat, networkSender), pause);
    }

    private sealed class PausableSession(IMessageConsumer inner, Pause pause) : IMessageConsumer
    {
        public unsafe int TryConsumeMessages(byte* reqBuffer, int bytesRead)
        {
            pause.Wait();
            return inner.TryConsumeMessages(reqBuffer, bytesRead);
        }

        public void Dispose() => inner.Dispose();
    }
}
