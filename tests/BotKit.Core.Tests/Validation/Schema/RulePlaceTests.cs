using FluentValidation;

namespace BotKit.Core.Tests.Validation.Schema;

/// <summary>How the schema names the value that a rule is about, where that is no member.</summary>
public class RulePlaceTests
{
    [Fact]
    public void Create_MessageAboutTheWholeInput_NamesTheInput()
    {
        var rules = new InlineValidator<Parcel>();
        rules.RuleFor(one => one).Must(_ => true).WithMessage("{PropertyName} must be new.");

        InputSchemaTests.Of(rules)["description"]!.ToString().Should().Be("This input must be new.");
    }

    [Fact]
    public void Create_MessageAboutEveryItem_NamesTheItem()
    {
        var rules = new InlineValidator<Parcel>();
        rules.RuleForEach(one => one.Tags).Must(_ => true).WithMessage("{PropertyName} must be free.");

        InputSchemaTests.Of(rules)["properties"]!["tags"]!["items"]!["description"]!.ToString().Should().Be("Every item must be free.");
    }

    [Fact]
    public void Create_ConstantsOfRulesAboutInputAndItems_AreTold()
    {
        var whole = new InlineValidator<string>();
        whole.RuleFor(one => one).GreaterThan("m");
        var items = new InlineValidator<Parcel>();
        items.RuleForEach(one => one.Tags).GreaterThan("m");

        InputSchemaTests.Of(whole)["description"]!.ToString().Should().Be("Must be greater than m.");
        InputSchemaTests.Of(items)["properties"]!["tags"]!["items"]!["description"]!.ToString().Should().Be("Must be greater than m.");
    }
}
