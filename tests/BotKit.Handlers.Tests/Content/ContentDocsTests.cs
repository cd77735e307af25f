using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Handlers.Content;

namespace BotKit.Handlers.Tests.Content;

public sealed class ContentDocsTests
{
    [Fact]
    public void Page_TellsEveryOperationWithItsMembers()
    {
        var operations = typeof(ContentInput).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(type => (
            (string)type.TypeDiscriminator!,
            string.Join(", ", type.DerivedType.GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)).Order(StringComparer.Ordinal))));

        Table("| `operation` | input | gives |").Select(row => (row[0], string.Join(", ", row[1].Split(", ").Order(StringComparer.Ordinal)))).Should().BeEquivalentTo(operations);
    }

    [Fact]
    public void Page_TellsEveryErrorCodeWithItsSeverity()
        => Table("| code | severity | meaning |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(
            Constants(typeof(ContentErrorCodes)).Select(code => (code, ContentFailure.Of(code, "x").Severity.ToString())));

    [Fact]
    public void Page_TellsEveryTransientErrorCode()
        => Table("| code | severity | meaning |").Where(row => row[2].Contains("tried again by itself")).Select(row => row[0]).Should().BeEquivalentTo(
            Constants(typeof(ContentErrorCodes)).Where(code => ContentFailure.Of(code, "x").IsTransient));

    [Fact]
    public void Page_TellsEveryGate()
        => Table("| gate | looks at | worst |").Select(row => row[0]).Should().Equal(Constants(typeof(ContentGateNames)));

    [Theory]
    [InlineData("Limits", typeof(ContentTemplateOptions))]
    [InlineData("Model", typeof(ContentModelOptions))]
    [InlineData("Budget", typeof(ContentBudgetOptions))]
    [InlineData("Gates", typeof(ContentGateOptions))]
    public void Page_TellsEveryOptionWithDefaultAndRange(string name, Type type)
    {
        var options = Activator.CreateInstance(type);
        var rows = Table($"| option of `{name}` | default | range | meaning |").ToDictionary(row => row[0]);

        rows.Keys.Should().BeEquivalentTo(type.GetProperties().Select(option => option.Name));
        foreach (var option in type.GetProperties())
        {
            var row = rows[option.Name];
            if (option.GetValue(options) is { } value and (IFormattable or Enum))
            {
                row[1].Should().Be(value is Enum ? value.ToString() : ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
            }

            if (option.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                row[2].Should().Be(string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"));
            }
            else if (option.PropertyType.IsEnum)
            {
                row[2].Should().Be(string.Join(", ", Enum.GetNames(option.PropertyType)));
            }
        }
    }

    [Fact]
    public void Page_TellsTheLengthOfEveryKind()
        => Table("| kind | words |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(
            new ContentGateOptions().Words.Select(kind => (JsonNamingPolicy.CamelCase.ConvertName(kind.Key.ToString()), $"{kind.Value.Min} to {kind.Value.Max}")));

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string[]> Table(string header)
        => File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "content.md"))
            .SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}
