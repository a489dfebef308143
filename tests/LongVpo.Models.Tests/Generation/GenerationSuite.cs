using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Networks;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Checks that a text comes out the same alone, in company, in pieces, with a remembered beginning and after a step that failed.</summary>
public abstract class GenerationSuite
{
    private static readonly GenerationOptions Plain = new() { PrefixBytes = 0 };

    [Fact]
    public void Texts_that_join_and_leave_come_out_as_if_alone()
    {
        using var model = Model();
        (int[] Pictures, int[] Words, GenerationSettings Settings)[] requests =
        [
            ([1, 2], [40, 41], new() { MaxTokens = 12 }),
            ([], [50, 51, 52], new() { MaxTokens = 5 }),
            ([3], [60], new() { MaxTokens = 9, Temperature = 1.5, Seed = 7 }),
            ([1], [70, 71], new() { MaxTokens = 14, Temperature = 0.9, TopK = 5, TopP = 0.9, RepetitionPenalty = 1.3, Seed = 8 }),
            ([], [80], new() { MaxTokens = 3, RepetitionPenalty = 1.5 }),
        ];
        var alone = requests.Select(request => Alone(model, model.Prompt(request.Pictures, request.Words), request.Settings)).ToArray();

        using var generator = new TextGenerator(model.Network, Plain, []);
        var sequences = requests.Select(request => generator.Admit(model.Prompt(request.Pictures, request.Words), request.Settings)).ToArray();
        for (var step = 0; Array.Exists(sequences, static sequence => sequence.Finish is null); step++)
        {
            // A new one joins at every second step, and each prompt is read three tokens at a time.
            var here = sequences.Take(1 + (step / 2)).Where(static sequence => sequence.Finish is null).ToArray();
            generator.Step([.. here.Select(static sequence => new SequenceSlot(sequence, Math.Min(3, sequence.PromptLeft)))]);
        }

        Assert.Equal(alone, sequences.Select(static sequence => sequence.Written.ToArray()));
    }

    [Fact]
    public void A_token_that_ends_the_text_ends_it()
    {
        using var model = Model();
        var whole = Alone(model, model.Prompt([1], 40), new() { MaxTokens = 8 });
        using var generator = new TextGenerator(model.Network, Plain, [whole[3]]);
        using var sequence = generator.Admit(model.Prompt([1], 40), new() { MaxTokens = 8 });

        Run(generator, sequence);

        Assert.Equal(FinishReason.Stop, sequence.Finish);
        Assert.Equal(whole[..(Array.IndexOf(whole, whole[3]) + 1)], sequence.Written);
    }

    [Fact]
    public void A_second_question_on_the_same_pictures_reads_its_own_words_only()
    {
        using var model = Model();
        using var generator = new TextGenerator(model.Network, new GenerationOptions(), []);
        Write(generator, model.Prompt([1, 2, 3], 40, 41));

        using var second = generator.Admit(model.Prompt([1, 2, 3], 50, 51, 52), new() { MaxTokens = 8 });
        Run(generator, second);

        Assert.Equal(16, second.CachedTokens);
        Assert.Equal(3, generator.PicturesLooked);
        Assert.Equal(Alone(model, model.Prompt([1, 2, 3], 50, 51, 52), new() { MaxTokens = 8 }), second.Written);
    }

    [Theory]
    [InlineData(new[] { 1, 2 }, 11)]
    [InlineData(new[] { 1, 2, 3, 4 }, 16)]
    [InlineData(new[] { 1, 9, 3 }, 6)]
    [InlineData(new[] { 9, 2, 3 }, 0)]
    public void Prompts_share_what_they_have_in_common(int[] pictures, int common)
    {
        using var model = Model();
        using var generator = new TextGenerator(model.Network, new GenerationOptions(), []);
        Write(generator, model.Prompt([1, 2, 3], 40));

        using var second = generator.Admit(model.Prompt(pictures, 40), new() { MaxTokens = 8 });
        Run(generator, second);

        Assert.Equal(common, second.CachedTokens);
        Assert.Equal(Alone(model, model.Prompt(pictures, 40), new() { MaxTokens = 8 }), second.Written);
    }

    [Fact]
    public void Remembered_beginnings_stay_within_their_bytes_and_the_oldest_goes()
    {
        using var model = Model();
        long one;
        using (var probe = new TextGenerator(model.Network, new GenerationOptions(), []))
        {
            Write(probe, model.Prompt([1], 40));
            one = probe.PrefixBytes;
        }

        using var generator = new TextGenerator(model.Network, new GenerationOptions { PrefixBytes = 2 * one }, []);
        foreach (var picture in new[] { 1, 2, 1, 3 }) Write(generator, model.Prompt([picture], 40));

        Assert.InRange(generator.PrefixBytes, 1, 2 * one);
        using var kept = generator.Admit(model.Prompt([1], 41), new());
        using var gone = generator.Admit(model.Prompt([2], 41), new());
        Assert.Equal((6, 0), (kept.CachedTokens, gone.CachedTokens));
    }

    [Fact]
    public void A_prompt_that_is_rotated_otherwise_shares_nothing()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2, maxPositions: 16, scaling: new RopeScaling(RopeKind.Dynamic, 3, 16)));
        using var generator = new TextGenerator(model.Network, new GenerationOptions(), []);
        Write(generator, model.Prompt([1, 2], 40));
        int[] longer = [.. Enumerable.Range(30, 12)];

        using var second = generator.Admit(model.Prompt([1, 2], longer), new() { MaxTokens = 8 });
        Run(generator, second);

        Assert.Equal(0, second.CachedTokens);
        Assert.Equal(Alone(model, model.Prompt([1, 2], longer), new() { MaxTokens = 8 }), second.Written);
    }

    [Fact]
    public void Repeated_pictures_are_thinned_also_behind_a_remembered_beginning()
    {
        using var model = Model();
        var options = new GenerationOptions { VisualKeepRatio = 0.25, VisualAlike = 0.9 };
        using var generator = new TextGenerator(model.Network, options, []);
        var first = Write(generator, model.Prompt([1, 1, 1], 40));
        using var longer = generator.Admit(model.Prompt([1, 1, 1, 1], 40), new() { MaxTokens = 8 });
        Run(generator, longer);

        // One token, then a word and its picture three times: 4 rows, then 1 and 1; then the word and the answer but its last token.
        Assert.Equal(1 + 5 + 2 + 2 + 1 + 7, first.Length);
        Assert.Equal(1 + 5 + 2 + 2, longer.CachedTokens);
        using var fresh = new TextGenerator(model.Network, options with { PrefixBytes = 0 }, []);
        using var alone = fresh.Admit(model.Prompt([1, 1, 1, 1], 40), new() { MaxTokens = 8 });
        Run(fresh, alone);
        Assert.Equal(alone.Written, longer.Written);
        Assert.Equal(alone.Length, longer.Length);
    }

    [Fact]
    public void A_step_without_memory_leaves_every_text_where_it_was()
    {
        using var model = Model();
        var full = new FullDevice();
        using var generator = new TextGenerator(model.Network, Plain, [], full);
        using var one = generator.Admit(model.Prompt([1, 2], 40), new() { MaxTokens = 8 });
        using var two = generator.Admit(model.Prompt([], 50, 51), new() { MaxTokens = 8 });
        var failures = 0;
        while (one.Finish is null || two.Finish is null)
        {
            SequenceSlot[] slots = [.. new[] { one, two }.Where(static sequence => sequence.Finish is null).Select(static sequence => new SequenceSlot(sequence, Math.Min(5, sequence.PromptLeft)))];
            var before = (one.Length, one.PromptLeft, two.Length, two.Written.Count);
            foreach (var stage in new[] { "text.layer.0.attn_out", "text.layer.1", Array.Exists(slots, static slot => slot.Sequence.PromptLeft == slot.PromptTokens) ? "logits" : "text.final_norm" })
            {
                full.At = stage;
                Assert.ThrowsAny<OutOfMemoryException>(() => generator.Step(slots));
                Assert.Equal(before, (one.Length, one.PromptLeft, two.Length, two.Written.Count));
                failures++;
            }

            full.At = null;
            generator.Step(slots);
        }

        Assert.InRange(failures, 24, 60);
        Assert.Equal(Alone(model, model.Prompt([1, 2], 40), new() { MaxTokens = 8 }), one.Written);
        Assert.Equal(Alone(model, model.Prompt([], 50, 51), new() { MaxTokens = 8 }), two.Written);
    }

    [Fact]
    public void Remembered_beginnings_go_before_anybody_waits()
    {
        using var model = Model();
        var full = new FullDevice();
        using var generator = new TextGenerator(model.Network, new GenerationOptions(), [], full);
        Write(generator, model.Prompt([1], 40));
        using var sequence = generator.Admit(model.Prompt([2], 40), new() { MaxTokens = 3 });
        (full.At, full.Times) = ("text.layer.1", 1);

        Run(generator, sequence);

        Assert.Equal(3, sequence.Written.Count);
        using var again = generator.Admit(model.Prompt([1], 40), new());
        Assert.Equal(0, again.CachedTokens);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3)]
    public void A_given_response_gets_the_probabilities_that_the_network_gives_it(int piece)
    {
        using var model = Model();
        int[] response = [44, 45, 46, 12];
        using var generator = new TextGenerator(model.Network, new GenerationOptions(), []);
        using var sequence = generator.AdmitScoring(model.Prompt([1], 40, 41), response);
        while (sequence.Finish is null) generator.Step(new SequenceSlot(sequence, piece));

        int[] ids = [.. TinyModel.Ids(1, 40, 41), .. response];
        var scores = model.Reference.Scores(ids, TinyModel.ImageToken, [TinyModel.Pixels(1)], TinyModel.Side);
        var start = ids.Length - response.Length;
        for (var i = 0; i < response.Length; i++)
        {
            var row = scores[start + i - 1];
            var expected = row[response[i]] - Math.Log(row.Sum(Math.Exp));
            Assert.Equal(expected, sequence.LogProbabilities[i], 1e-4);
        }

        Assert.Equal(response.Length, sequence.LogProbabilities.Count);
        Assert.Empty(sequence.Written);
    }

    [Fact]
    public void A_prompt_longer_than_the_model_reads_is_refused()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2, maxPositions: 10));
        using var generator = new TextGenerator(model.Network, Plain, []);

        var refused = Assert.Throws<ModelException>(() => generator.Admit(model.Prompt([1, 2], 40), new()));

        Assert.Contains("12 tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_ends_where_the_models_context_does()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2, maxPositions: 10));
        using var generator = new TextGenerator(model.Network, Plain, []);
        using var sequence = generator.Admit(model.Prompt([1], 40), new() { MaxTokens = 100 });

        Run(generator, sequence);

        Assert.Equal(FinishReason.Length, sequence.Finish);
        Assert.Equal(10, sequence.Length);
    }

    /// <summary>A new engine, or a loud skip where its library is not installed.</summary>
    protected abstract ITensorEngine Create();

    private static int[] Alone(TinyModel model, TokenPrompt prompt, GenerationSettings settings)
    {
        using var generator = new TextGenerator(model.Network, Plain, []);
        using var sequence = generator.Admit(prompt, settings);
        Run(generator, sequence);
        return [.. sequence.Written];
    }

    private static TextSequence Write(TextGenerator generator, TokenPrompt prompt)
    {
        var sequence = generator.Admit(prompt, new GenerationSettings { MaxTokens = 8 });
        Run(generator, sequence);
        return sequence;
    }

    private static void Run(TextGenerator generator, TextSequence sequence)
    {
        while (sequence.Finish is null) generator.Step(new SequenceSlot(sequence, sequence.PromptLeft));
    }

    private TinyModel Model() => new(Create(), TinyModel.Config(TextFamily.Qwen2));

    /// <summary>Fails where a device that is full would: in the middle of a pass.</summary>
    private sealed class FullDevice : INetworkTap
    {
        public string? At { get; set; }

        public int Times { get; set; } = int.MaxValue;

        public void Saw(string name, Tensor array)
        {
            if (name != At || Times-- <= 0) return;
            throw new InsufficientMemoryException("The device is full.");
        }
    }
}
