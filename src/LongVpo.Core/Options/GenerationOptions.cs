using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>What writing with a model in this process may take, and what it remembers between requests.</summary>
public sealed record GenerationOptions
{
    /// <summary>Most tokens of one step, prompts and answers together. 512 keep the products of one core busy, and a newcomer waits for no more than them.</summary>
    [Range(1, 1 << 20)]
    public int StepTokens { get; init; } = 512;

    /// <summary>Most requests in one step: beyond 16 a step on a processor costs more than the weights it saves reading.</summary>
    [Range(1, 4096)]
    public int Sequences { get; init; } = 16;

    /// <summary>Bytes of keys and values that all requests under way may hold: a token of InternVL3-1B takes 24 KiB in single precision, so 1 GiB is some 43,000 tokens.</summary>
    [Range(1L << 16, 1L << 40)]
    public long RequestBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of keys and values that are remembered for further questions on the same pictures; 0 remembers none. 512 MiB are the 17,000 tokens of 64 pictures once, at InternVL3-1B.</summary>
    [Range(0L, 1L << 40)]
    public long PrefixBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of visual tokens that are remembered, for pictures that come back in other company; 0 remembers none. 128 MiB are some 140 pictures.</summary>
    [Range(0L, 1L << 40)]
    public long PictureBytes { get; init; } = 128L << 20;

    /// <summary>Pictures that go through the vision tower together. 4 of 448 pixels take some 150 MB of activations in the published 300 M tower.</summary>
    [Range(1, 256)]
    public int PicturesAtOnce { get; init; } = 4;

    /// <summary>Share of a picture's tokens that is kept however much it repeats the pictures before it; 1, the default, keeps all, because leaving any out is not what models were trained on.</summary>
    [Range(0.05, 1.0)]
    public double VisualKeepRatio { get; init; } = 1;

    /// <summary>Cosine from which a visual token counts as the same as the last one kept at its place. High, so that only what hardly changed is left out.</summary>
    [Range(0.0, 1.0)]
    public double VisualAlike { get; init; } = 0.95;
}
