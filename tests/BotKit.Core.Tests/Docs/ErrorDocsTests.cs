using System.Reflection;
using System.Text.RegularExpressions;
using BotKit.Json;

namespace BotKit.Core.Tests.Docs;

public sealed partial class ErrorDocsTests
{
    private static readonly IReadOnlyList<string[]> OfRuns = DocTable.Read("errors.md", "| code | severity | HTTP status | meaning |");
    private static readonly IReadOnlyList<string[]> OfTheApi = DocTable.Read("errors.md", "| code of the API | HTTP status | meaning |");

    [Fact]
    public void Errors_TablesOfCodes_TellEveryCodeOnce()
    {
        var codes = Constants(typeof(BotErrorCodes)).Select(constant => (string)constant.GetRawConstantValue()!);

        OfRuns.Concat(OfTheApi).Select(row => row[0]).Should().BeEquivalentTo(codes);
    }

    [Fact]
    public void Errors_TablesOfCodes_TellTheStatusOfTheConstantsDocs()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "BotKit.Core", "BotErrorCodes.cs"));
        var stated = StatusOfConstant().Matches(source).ToDictionary(match => match.Groups["code"].Value, match => match.Groups["status"].Value);
        var told = OfRuns.ToDictionary(row => row[0], row => row[2]).Concat(OfTheApi.ToDictionary(row => row[0], row => row[1])).ToDictionary();

        stated.Should().HaveCountGreaterThan(10);
        stated.Should().OnlyContain(entry => told[entry.Key].Split(", ", StringSplitOptions.None).Contains(entry.Value));
    }

    [Fact]
    public void Errors_TableOfCodes_TellsSeveritiesByName()
        => OfRuns.Select(row => row[1]).Should().OnlyContain(severity => Enum.GetNames<BotSeverity>().Contains(severity));

    [Fact]
    public void Validation_TableOfBindingCodes_TellsEveryCodeOnce()
    {
        var codes = Constants(typeof(FieldCodes)).Where(constant => constant.FieldType == typeof(string)).Select(constant => (string)constant.GetRawConstantValue()!);

        DocTable.Read("validation.md", "| code | the value or member |").Select(row => row[0]).Should().BeEquivalentTo(codes);
    }

    private static IEnumerable<FieldInfo> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy).Where(field => field.IsLiteral);

    [GeneratedRegex("""\(HTTP (?<status>\d{3})[^)]*\)[^"]*?</summary>\s+public const string \w+ = "(?<code>\w+)";""")]
    private static partial Regex StatusOfConstant();
}
