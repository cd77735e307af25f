using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using BotKit.Handlers.Leads;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadDocsTests
{
    [Fact]
    public void Page_TellsEveryOperationWithItsMembers()
    {
        var operations = typeof(LeadInput).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(type => (
            (string)type.TypeDiscriminator!,
            string.Join(", ", type.DerivedType.GetProperties().Select(member => char.ToLowerInvariant(member.Name[0]) + member.Name[1..]).Where(name => name != "file").Order(StringComparer.Ordinal))));

        Table("| `operation` | input beside `file` | gives |").Select(row => (row[0], string.Join(", ", row[1].Split(", ").Order(StringComparer.Ordinal)))).Should().BeEquivalentTo(operations);
    }

    [Fact]
    public void Page_TellsEveryErrorCodeWithItsSeverity()
    {
        var codes = Constants(typeof(LeadErrorCodes)).Select(code => (code, LeadFailure.Of(code, "x").Severity.ToString()));

        Table("| code | severity | meaning |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(codes);
    }

    [Fact]
    public void Page_TellsEveryCodeOfABadRow()
        => Table("| code of a bad row | why |").Select(row => row[0]).Should().BeEquivalentTo(Constants(typeof(RowFaults)).Append("value_missing"));

    [Fact]
    public void Page_TellsEveryOptionWithDefaultAndRange()
    {
        var options = new LeadOptions();
        var told = typeof(LeadOptions).GetProperties().Select(option =>
        {
            var range = option.GetCustomAttribute<RangeAttribute>()!;
            return string.Create(CultureInfo.InvariantCulture, $"{option.Name} {option.GetValue(options)} {range.Minimum} to {range.Maximum}");
        });

        Table("| option of `LeadOptions` | default | range | meaning |").Select(row => $"{row[0]} {row[1]} {row[2]}").Should().BeEquivalentTo(told);
    }

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string[]> Table(string header)
        => File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "leads.md"))
            .SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}
