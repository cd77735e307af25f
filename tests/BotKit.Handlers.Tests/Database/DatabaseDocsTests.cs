using System.Reflection;
using System.Text.Json.Serialization;
using BotKit.Handlers.Database;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseDocsTests
{
    [Fact]
    public void Page_TellsEveryOperationWithItsMembers()
    {
        var operations = typeof(DatabaseInput).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(type => (
            (string)type.TypeDiscriminator!,
            string.Join(", ", type.DerivedType.GetProperties().Select(member => member.Name.ToLowerInvariant()).Where(name => name != "database").Order(StringComparer.Ordinal))));

        Table("| `operation` | input beside `database` | gives | in a dry run |").Select(row => (row[0], string.Join(", ", row[1].Split(", ").Order(StringComparer.Ordinal)))).Should().BeEquivalentTo(operations);
    }

    [Fact]
    public void Page_TellsEveryErrorCodeWithItsSeverity()
    {
        var codes = typeof(DatabaseErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Select(code => (code, DatabaseFailure.Of(code, "x").Severity.ToString()));

        Table("| code | severity | meaning |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(codes);
    }

    [Theory]
    [InlineData("a database", typeof(DatabaseOptions))]
    [InlineData("a clean-up rule", typeof(DatabaseCleanUpOptions))]
    [InlineData("a query", typeof(DatabaseQueryOptions))]
    public void Page_TellsEverySettingWithItsDefault(string of, Type type)
    {
        var options = Activator.CreateInstance(type);
        var settings = type.GetProperties().Select(setting => (setting.Name, Text(setting.GetValue(options))));

        Table($"| setting of {of} | default | |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(settings);
    }

    [Theory]
    [InlineData("| `kind` | what it means |", typeof(IndexFindingKind))]
    [InlineData("| `outcome` | what it means |", typeof(OptimisationOutcome))]
    public void Page_TellsEveryMember(string header, Type type)
    {
        var members = Enum.GetNames(type).Select(name => type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

        Table(header).Select(row => row[0]).Should().BeEquivalentTo(members);
    }

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => number.ToString("N0", null),
        TimeSpan span => span == TimeSpan.Zero ? "" : $"{span.TotalSeconds:0} s",
        string text => text,
        _ => "",
    };

    private static IEnumerable<string[]> Table(string header)
        => File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "database.md"))
            .SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}
