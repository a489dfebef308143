using System.Buffers.Binary;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>One player's connection: the commands until it plays, then the stream to its end.</summary>
internal sealed class RtmpSession(RtmpConnection connection, ReaderSet readers, FlvWriter flv)
{
    private const uint StreamNumber = 1;
    private const int ControlChannel = 2;
    private const int CommandChannel = 3;
    private const int MediaChannel = 4;
    private const int Window = 2_500_000;

    /// <summary>Serves until the footage is over or the reader leaves.</summary>
    /// <exception cref="IOException">The reader left.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await connection.ShakeHandsAsync(cancellationToken);
        while (true)
        {
            var message = await connection.ReadMessageAsync(cancellationToken);
            if (message.Kind != RtmpMessage.Command) continue;
            var values = Amf0.Read(message.Body.Span);
            if (values is not [string name, double number, ..]) continue;
            if (name == "play") break;
            await AnswerAsync(name, number, cancellationToken);
        }

        await ControlAsync(RtmpMessage.UserControl, [0, 0, 0, 0, 0, (byte)StreamNumber], cancellationToken);
        await StatusAsync("NetStream.Play.Start", "The stream begins.", cancellationToken);
        var reader = readers.Join();
        try
        {
            await foreach (var unit in reader.ReadAsync(cancellationToken))
                foreach (var tag in flv.Tags(unit)) await connection.WriteMessageAsync(MediaChannel, tag with { Stream = StreamNumber }, cancellationToken);
            await ControlAsync(RtmpMessage.UserControl, [0, 1, 0, 0, 0, (byte)StreamNumber], cancellationToken);
            await StatusAsync("NetStream.Play.Stop", "The stream is over.", cancellationToken);
        }
        finally
        {
            readers.Leave(reader);
        }
    }

    private async Task AnswerAsync(string name, double number, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case "connect":
                await ControlAsync(RtmpMessage.WindowSize, Four(Window), cancellationToken);
                await ControlAsync(RtmpMessage.PeerBandwidth, [.. Four(Window), 2], cancellationToken);
                await ControlAsync(RtmpMessage.SetChunkSize, Four(RtmpConnection.OwnChunkSize), cancellationToken);
                await CommandAsync(
                    0, cancellationToken, "_result", number, new (string, object?)[] { ("fmsVer", "FMS/3,0,1,123"), ("capabilities", 31.0) },
                    new (string, object?)[] { ("level", "status"), ("code", "NetConnection.Connect.Success"), ("description", "Connected.") });
                break;
            case "createStream":
                await CommandAsync(0, cancellationToken, "_result", number, null, (double)StreamNumber);
                break;
            default:
                // Players ask more than they need; those that want an answer are content with an empty one.
                if (number > 0) await CommandAsync(0, cancellationToken, "_result", number, null, null);
                break;
        }
    }

    private Task StatusAsync(string code, string description, CancellationToken cancellationToken) => CommandAsync(
        StreamNumber, cancellationToken, "onStatus", 0.0, null, new (string, object?)[] { ("level", "status"), ("code", code), ("description", description) });

    private Task CommandAsync(uint stream, CancellationToken cancellationToken, params object?[] values) =>
        connection.WriteMessageAsync(CommandChannel, new RtmpMessage(RtmpMessage.Command, stream, 0, Amf0.Write(values)), cancellationToken);

    private Task ControlAsync(byte kind, byte[] body, CancellationToken cancellationToken) =>
        connection.WriteMessageAsync(ControlChannel, new RtmpMessage(kind, 0, 0, body), cancellationToken);

    private static byte[] Four(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
