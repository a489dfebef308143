using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Models.Endpoints;

namespace LongVpo.Models.Tests.Endpoints;

/// <summary>Asks a service as a worker does, one request at a time.</summary>
internal sealed class EndpointStage(FakeService service, EndpointOptions? options = null)
{
    /// <summary>Pauses short enough for a test.</summary>
    public static EndpointOptions Quick { get; } = new() { FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(600), Retries = 3, BreakFor = TimeSpan.FromSeconds(0.5) };

    public PictureShelf Pictures { get; } = new(10_000_000, (rgb, width, height) => [0xff, 0xd8, (byte)width, (byte)height, rgb.Span[0]]);

    public EndpointRunnerFactory Factory(string model = "m") => new(ModelName.Parse($"openai:{service.Url}#{model}"), options ?? Quick, Pictures, TimeProvider.System);

    public static ChatRequest Chat(params PromptPart[] parts) =>
        new(RequestId.New(), ModelLane.LiveQuestion, null, [new ChatMessage(ChatRole.User, parts.Length == 0 ? [new TextPart("What is there?")] : [.. parts])], new GenerationSettings());

    public async Task<(SlotResult Last, string Text, ModelVersion Version)> RunAsync(ModelRequest request)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var runner = await Factory().CreateAsync(stop);
        var cost = await runner.AdmitAsync(request, stop);
        var text = string.Empty;
        ImmutableArray<StepSlot> slots = [new StepSlot(request.Id, cost.PromptTokens)];
        while (true)
        {
            var result = Assert.Single(await runner.StepAsync(slots, stop));
            text += result.Text;
            if (result.Finish is not null || result.Failure is not null || result.Lost is not null) return (result, text, runner.Version);
            slots = [new StepSlot(request.Id, 0)];
        }
    }
}
