using BotKit.Core.Tests.Json;
using BotKit.Json;
using BotKit.Validation;

namespace BotKit.Core.Tests.Validation;

public class SensitiveTextsTests
{
    private const int Levels = BotJson.MaxDepth + 8;

    private static readonly BotJson Json = new([]);

    /// <summary>Equal texts are often one object.</summary>
    [Fact]
    public void Collect_SameObjectInAMemberThatIsNotSensitive_IsFoundAllTheSame()
    {
        const string Text = "hunter2";

        Collect(new Login(Text) { Password = Text }).Should().Equal(Text);
    }

    [Fact]
    public void Collect_SameObjectInASensitiveMemberFirst_IsFoundOnce()
    {
        var home = new Address("Elm Street", "12345");

        Collect(new Login("ada") { Password = "hunter2", Home = home, Anything = home }).Should().BeEquivalentTo("hunter2", "Elm Street", "12345");
    }

    [Fact]
    public void Collect_MembersWithinMembers_ReachAsDeepAsJsonMay()
    {
        Nested? input = null;
        for (var level = Levels; level > 0; level--)
        {
            input = new Nested($"level {level}", input);
        }

        Collect(input!).Should().HaveCount(BotJson.MaxDepth);
    }

    [Fact]
    public void Collect_ListsWithinLists_ReachAsDeepAsJsonMay()
    {
        Listed? input = null;
        for (var level = Levels; level > 0; level--)
        {
            input = new Listed($"level {level}", input is null ? [] : [input]);
        }

        Collect(input!).Should().HaveCount(BotJson.MaxDepth / 2);
    }

    [Fact]
    public void Collect_MapsWithinMaps_ReachAsDeepAsJsonMay()
    {
        Mapped? input = null;
        for (var level = Levels; level > 0; level--)
        {
            input = new Mapped($"level {level}", input is null ? [] : new() { ["next"] = input });
        }

        Collect(input!).Should().HaveCount(BotJson.MaxDepth / 2);
    }

    private static IReadOnlyCollection<string> Collect<T>(T input)
        where T : notnull
        => SensitiveTexts.Collect(input, Json.Contract<T>());

    private sealed record Nested([property: Sensitive] string Secret, Nested? Next);

    private sealed record Listed([property: Sensitive] string Secret, List<Listed> Next);

    private sealed record Mapped([property: Sensitive] string Secret, Dictionary<string, Mapped> Next);
}
