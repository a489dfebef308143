using LongVpo.Models.Prompts;
using LongVpo.Models.Tokens;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Sft;

/// <summary>Checks what is learned: only training worlds, only what was answered, and in the words that the product uses when it asks.</summary>
public sealed class LessonTests
{
    [Fact]
    public void Parts_are_the_same_whenever_they_are_drawn_and_hold_training_worlds_only()
    {
        var drawer = new LessonDrawer(new SftRecipe());
        var parts = Enumerable.Range(0, 40).Select(part => drawer.Draw(7_000 + part)).ToList();

        Assert.Equal(parts[7].Select(lesson => lesson.Script!.Seed), new LessonDrawer(new SftRecipe()).Draw(7_007).Select(lesson => lesson.Script!.Seed));
        Assert.Equal(parts[7].SelectMany(lesson => lesson.Texts), new LessonDrawer(new SftRecipe()).Draw(7_007).SelectMany(lesson => lesson.Texts));
        Assert.All(parts.SelectMany(part => part), lesson => Assert.Equal(WorldSplit.Train, lesson.Script!.Split));
        Assert.All(parts, part => Assert.Single(part.Select(lesson => lesson.Script!.FrameCount).Distinct()));
        Assert.All(parts.SelectMany(part => part), lesson => Assert.Equal(lesson.Texts.Length, lesson.Texts.Select(text => text.Question).Distinct().Count()));
        Assert.Equal([8, 16, 24], parts.Select(part => part[0].Script!.FrameCount).Distinct().Order());
        Assert.True(parts.SelectMany(part => part).Average(lesson => lesson.Texts.Length) > 4);
    }

    [Fact]
    public void A_frame_costs_five_tokens_and_only_the_answer_and_its_end_are_scored()
    {
        using var folder = new TempFolder();
        var (tokenizer, packer, prompts) = Packer(folder);
        var script = WorldScript.Clips(7, 3);
        var lesson = new Lesson(script, [new LessonText("where is the red circle?", "in the cave"), new LessonText("which number appears with the red circle?", "number 7")]);

        var packed = packer.Pack([lesson, lesson]);

        Assert.Equal(3 + (5 * script.FrameCount), packed.Shape.Prefix);
        Assert.Equal(2 * 4 * script.FrameCount, packed.FramePlaces.Length);
        Assert.Equal("in the cave<|im_end|>number 7<|im_end|>in the cave<|im_end|>number 7<|im_end|>", tokenizer.Decode([.. packed.Targets]));
        Assert.All(packed.Rows.Zip(packed.Targets), pair => Assert.True(packed.Ids[pair.First + 1] == pair.Second));
        Assert.Equal([4, 4, 4, 4], packed.Runs);
        // One text behind the frames reads as the chat of the product does.
        var asked = prompts.Build([new PromptTurn(Core.Models.ChatRole.User, [new VideoPiece(script.FrameCount), new WordsPiece(lesson.Texts[0].Question)])]);
        Assert.Equal(asked.Ids, packed.Ids[..asked.Ids.Length]);
    }

    [Fact]
    public void Every_scene_is_to_be_named_at_its_last_frames_by_the_words_that_tell_it_from_others()
    {
        using var folder = new TempFolder();
        var (tokenizer, packer, _) = Packer(folder);
        var script = WorldScript.Clips(7, 3);

        var packed = packer.Pack([new Lesson(script, [new LessonText("where is the red circle?", "in the cave")]), new Lesson(script, [new LessonText("?", "0")])]);

        // The badge is gone after the sixth of eight frames; five words at the last token of each of the sixth, seventh and eighth frame of three scenes of two videos.
        Assert.Equal(2 * 3 * 3 * 5, packed.SceneRows.Length);
        var tokens = packed.FramePlaces.Chunk(4).Select(frame => frame[^1]).ToArray();
        Assert.Equal(Enumerable.Range(0, 6).SelectMany(scene => new[] { 5, 6, 7 }.Select(step => tokens[(scene * 8) + step])), packed.SceneRows.Where((_, i) => i % 5 == 0));
        foreach (var (scene, number) in script.Scenes.Select((scene, number) => (scene, number)))
        {
            var said = packed.SceneTargets.Skip(number * 15).Take(5).Select(id => tokenizer.Decode([id]).Trim()).ToArray();
            Assert.All(said, word => Assert.Contains(word, Words(scene)));
            Assert.Equal(5, said.Distinct().Count());
        }

        static string[] Words(Scene scene) => [.. WorldWords.Say(scene.Actor).Split(' '), .. WorldWords.Say(scene.Action).Split(' '), WorldWords.Say(scene.Place), scene.Digit.ToString(System.Globalization.CultureInfo.InvariantCulture)];
    }

    [Fact]
    public void The_words_of_the_scene_that_answers_are_to_be_said_where_the_question_ends()
    {
        using var folder = new TempFolder();
        var (tokenizer, packer, _) = Packer(folder);
        var script = WorldScript.Clips(7, 3);

        var packed = packer.Pack([new Lesson(script, [new LessonText("where is the red circle?", "in the cave", 2), new LessonText("how many scenes are in the cave?", "2 scenes")])]);

        Assert.Equal(5, packed.ToldRows.Length);
        Assert.Equal("?", tokenizer.Decode([packed.Ids[packed.ToldRows.Distinct().Single()]]).Trim());
        Assert.True(packed.ToldRows[0] < packed.Rows[0]);
        // The same words as at the end of that scene.
        Assert.Equal(packed.SceneTargets[^5..], packed.ToldTargets);
    }

    [Fact]
    public void Of_questions_over_two_scenes_the_one_that_the_answer_is_read_from_is_told()
    {
        var asked = Enumerable.Range(0, 200).Select(seed => WorldScript.Episode(seed, 3))
            .SelectMany(script => Enum.GetValues<QuestionFamily>().Where(family => family != QuestionFamily.M5).Select(family => (Script: script, Asked: Questions.Ask(script, family)))).Where(one => one.Asked is not null).ToList();

        Assert.All(asked.Where(one => one.Asked!.Family is QuestionFamily.M2 or QuestionFamily.M4), one => Assert.Equal("it " + WorldWords.Say(one.Script.Scenes[one.Asked!.Told!.Value].Action), one.Asked.Answer));
        Assert.All(asked.Where(one => one.Asked!.Family is QuestionFamily.M3), one => Assert.Equal($"number {one.Script.Scenes[one.Asked!.Told!.Value].Digit}", one.Asked.Answer));
        Assert.All(asked.Where(one => one.Asked!.Family is QuestionFamily.A4 or QuestionFamily.M1), one => Assert.EndsWith(WorldWords.Say(one.Script.Scenes[one.Asked!.Told!.Value].Actor), one.Asked.Answer.Split(" that ")[0], StringComparison.Ordinal));
        Assert.All(asked.Where(one => one.Asked!.Family is QuestionFamily.M6), one => Assert.Null(one.Asked!.Told));
        Assert.True(asked.CountBy(one => one.Asked!.Family).All(family => family.Value > 20));
    }

    [Fact]
    public void Films_are_among_the_videos_as_often_as_wanted_and_are_training_films_looked_at_like_footage()
    {
        var stage = new SftStage { Steps = 10, Films = 0.5, Scenes = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(2, 1.0)]) };
        var lessons = Enumerable.Range(0, 40).SelectMany(part => new LessonDrawer(new SftRecipe { Stages = [stage] }).Draw(part)).ToList();
        var films = lessons.Where(lesson => lesson.Look is not null).ToList();

        Assert.InRange(films.Count / (double)lessons.Count, 0.35, 0.65);
        Assert.All(films, lesson => Assert.Equal((WorldSplit.Train, 2), (lesson.Look!.Film.World.Split, lesson.Look.Count)));
        Assert.All(films, lesson => Assert.Equal(lesson.Look!.Film.World.Scenes.Skip(lesson.Look.From).Take(2), lesson.Script!.Scenes));
        Assert.Contains(films, lesson => lesson.Look!.Damage is null);
        Assert.Contains(films, lesson => lesson.Look!.Damage is not null);
        // As many pictures as the scenes have steps, each of the moment it is said to be: a clean film's differ only within a scene.
        var clean = films.First(lesson => lesson.Look!.Damage is null).Look!;
        Assert.Equal(clean.Pictures(64).Select(static picture => Convert.ToHexString(picture)), clean.Pictures(64).Select(static picture => Convert.ToHexString(picture)));
        Assert.Equal(16, clean.Pictures(64).Count());
    }

    [Fact]
    public void Without_a_video_the_question_stands_where_the_frames_would()
    {
        using var folder = new TempFolder();
        var (_, packer, prompts) = Packer(folder);
        var packed = packer.Pack([new Lesson(null, [new LessonText("where is the red circle?", "in the cave")])]);

        var asked = prompts.Build([new PromptTurn(Core.Models.ChatRole.User, [new WordsPiece("where is the red circle?")])]);
        Assert.Equal(asked.Ids, packed.Ids[..asked.Ids.Length]);
        Assert.Empty(packed.FramePlaces);
    }

    [Fact]
    public void Every_word_of_the_world_is_one_token()
    {
        using var folder = new TempFolder();
        var (tokenizer, _, _) = Packer(folder);
        Assert.All(WordList.All, word => Assert.Single(tokenizer.EncodePlain(word)));
    }

    [Theory]
    [InlineData("""{"stage":[]}""", "stage")]
    [InlineData("""{"tokens":1}""", "tokens")]
    [InlineData("""{"network":"huge"}""", "huge")]
    [InlineData("""{"network":"miniature","sceneWordLayers":3}""", "layer 3")]
    [InlineData("""{"stages":[]}""", "stages")]
    [InlineData("""{"stages":[{"steps":0}]}""", "steps")]
    [InlineData("""{"stages":[{"steps":5,"scenes":{"4":1}}]}""", "scenes")]
    [InlineData("""{"stages":[{"steps":5,"families":{"M5":1}}]}""", "M5")]
    [InlineData("""{"stages":[{"steps":5,"films":1.5}]}""", "films")]
    [InlineData("""{"toldWordWeight":-1}""", "toldWordWeight")]
    public void A_recipe_that_cannot_be_is_refused_by_the_name_of_what_is_wrong(string json, string said)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("recipe.json"), json);
        Assert.Contains(said, Assert.Throws<RecipeException>(() => SftRecipeFile.Read(folder.File("recipe.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_was_written_is_read_as_it_was()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("recipe.json"), SftRecipeFile.Write(new SftRecipe { Seed = 9 }));
        var read = SftRecipeFile.Read(folder.File("recipe.json"));
        Assert.Equal(SftRecipeFile.Write(new SftRecipe { Seed = 9 }), SftRecipeFile.Write(read));
        Assert.NotEqual(SftRecipeFile.Digest(read), SftRecipeFile.Digest(new SftRecipe()));
        Assert.Equal(SftRecipeFile.Digest(read), SftRecipeFile.Digest(read with { LogEvery = 3 }));
    }

    [Fact]
    public void The_sample_recipe_can_be_read()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", "recipes", "tiny-sft.json");
            if (!File.Exists(path)) continue;
            Assert.Equal(TinySizes.Small, SftRecipeFile.Read(path).Network);
            return;
        }

        Assert.Fail("samples/recipes/tiny-sft.json is missing.");
    }

    private static (ITokenizer Tokenizer, LessonPacker Packer, PromptBuilder Prompts) Packer(TempFolder folder)
    {
        File.WriteAllBytes(folder.File("tokenizer.json"), WordTokenizerFile.Bytes(WordList.All));
        var tokenizer = TokenizerReader.Open(folder.Path);
        var prompts = new PromptBuilder(tokenizer, 4, new PromptStyle { Label = FrameLabel.Bare });
        return (tokenizer, new LessonPacker(new LessonPrompt(tokenizer, prompts)), prompts);
    }
}
