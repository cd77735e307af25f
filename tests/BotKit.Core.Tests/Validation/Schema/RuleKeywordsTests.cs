using System.Text.RegularExpressions;
using BotKit.Core.Tests.Json;
using FluentValidation;
using FluentValidation.Validators;

namespace BotKit.Core.Tests.Validation.Schema;

public sealed class RuleKeywordsTests
{
    public static TheoryData<string, string, Action<InlineValidator<Goods>>> Rules => new()
    {
        { "required and not null", """name {"type":"string"} required""", rules => rules.RuleFor(one => one.Name).NotNull() },
        { "not empty text", """name {"type":"string","minLength":1} required""", rules => rules.RuleFor(one => one.Name).NotEmpty() },
        { "not empty text with a value of its own", """unit {"type":"string","minLength":1}""", rules => rules.RuleFor(one => one.Unit).NotEmpty() },
        { "not empty text that begins empty", """code {"type":"string","minLength":1} required""", rules => rules.RuleFor(one => one.Code).NotEmpty() },
        { "not null that begins with a value", """code {"type":"string"}""", rules => rules.RuleFor(one => one.Code).NotNull() },
        { "not empty list", """tags {"type":"array","items":{"type":["string","null"]},"minItems":1} required""", rules => rules.RuleFor(one => one.Tags).NotEmpty() },
        { "not empty map", """sizes {"type":"object","additionalProperties":{"type":"integer"},"minProperties":1} required""", rules => rules.RuleFor(one => one.Sizes).NotEmpty() },
        { "not empty number", """count {"type":"integer","description":"Must not be empty."} required""", rules => rules.RuleFor(one => one.Count).NotEmpty() },
        { "not null number", """count {"type":"integer"}""", rules => rules.RuleFor(one => one.Count).NotNull() },
        { "not null optional number", """floor {"type":"integer"} required""", rules => rules.RuleFor(one => one.Floor).NotNull() },
        { "not empty optional number", """floor {"type":"integer","description":"Must not be empty."} required""", rules => rules.RuleFor(one => one.Floor).NotEmpty() },
        { "not empty identifier", """id {"type":"string","format":"uuid","description":"Must not be empty."} required""", rules => rules.RuleFor(one => one.Id).NotEmpty() },
        { "not null object", """to {"type":"object","properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false} required""", rules => rules.RuleFor(one => one.To).NotNull() },
        { "not empty object", """to {"type":"object","properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false} required""", rules => rules.RuleFor(one => one.To).NotEmpty() },
        { "length", """name {"type":["string","null"],"minLength":2,"maxLength":9}""", rules => rules.RuleFor(one => one.Name).Length(2, 9) },
        { "exact length", """name {"type":["string","null"],"minLength":5,"maxLength":5}""", rules => rules.RuleFor(one => one.Name).Length(5) },
        { "minimum length", """name {"type":["string","null"],"minLength":2}""", rules => rules.RuleFor(one => one.Name).MinimumLength(2) },
        { "maximum length", """name {"type":["string","null"],"maxLength":9}""", rules => rules.RuleFor(one => one.Name).MaximumLength(9) },
        { "several lengths", """name {"type":"string","minLength":3,"maxLength":8} required""", rules => rules.RuleFor(one => one.Name).Length(2, 9).NotEmpty().Length(3, 8).Length(1, 20) },
        { "computed length", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).Length(one => one.Count, one => one.Count) },
        { "e-mail", """name {"type":["string","null"],"format":"email"}""", rules => rules.RuleFor(one => one.Name).EmailAddress() },
        { "pattern", """name {"type":["string","null"],"pattern":"^[A-Z]{2}$"}""", rules => rules.RuleFor(one => one.Name).Matches("^[A-Z]{2}$") },
        { "two patterns", """name {"type":["string","null"],"pattern":"a","allOf":[{"pattern":"b"},{"pattern":"c"}]}""", rules => rules.RuleFor(one => one.Name).Matches("a").Matches("b").Matches("c") },
        { "compiled pattern", """name {"type":["string","null"],"pattern":"a"}""", rules => rules.RuleFor(one => one.Name).Matches(new Regex("a", RegexOptions.Compiled | RegexOptions.CultureInvariant)) },
        { "pattern without regard to case", """name {"type":["string","null"],"description":"Must have the required form."}""", rules => rules.RuleFor(one => one.Name).Matches("a", RegexOptions.IgnoreCase) },
        { "pattern of .NET alone", """name {"type":["string","null"],"description":"Must have the required form."}""", rules => rules.RuleFor(one => one.Name).Matches(@"\Aa\z") },
        { "computed pattern", """name {"type":["string","null"],"description":"Must have the required form."}""", rules => rules.RuleFor(one => one.Name).Matches(one => one.Unit) },
        { "greater", """count {"type":"integer","exclusiveMinimum":3}""", rules => rules.RuleFor(one => one.Count).GreaterThan(3) },
        { "greater or equal", """count {"type":"integer","minimum":3}""", rules => rules.RuleFor(one => one.Count).GreaterThanOrEqualTo(3) },
        { "less", """floor {"type":["integer","null"],"exclusiveMaximum":3}""", rules => rules.RuleFor(one => one.Floor).LessThan(3) },
        { "less or equal", """weight {"type":"number","maximum":2.5}""", rules => rules.RuleFor(one => one.Weight).LessThanOrEqualTo(2.5) },
        { "two bounds of a kind", """count {"type":"integer","minimum":3,"allOf":[{"minimum":5}]}""", rules => rules.RuleFor(one => one.Count).GreaterThanOrEqualTo(3).GreaterThanOrEqualTo(5) },
        { "between", """count {"type":"integer","minimum":1,"maximum":9}""", rules => rules.RuleFor(one => one.Count).InclusiveBetween(1, 9) },
        { "strictly between", """price {"type":"number","exclusiveMinimum":0.5,"exclusiveMaximum":1.5}""", rules => rules.RuleFor(one => one.Price).ExclusiveBetween(0.5m, 1.5m) },
        { "large numbers", """big {"type":"integer","minimum":9007199254740993}""", rules => rules.RuleFor(one => one.Big).GreaterThanOrEqualTo(9007199254740993) },
        { "single precision", """volume {"type":"number","minimum":0.5,"maximum":1.5}""", rules => rules.RuleFor(one => one.Volume).InclusiveBetween(0.5f, 1.5f) },
        { "bytes", """small {"type":"integer","maximum":7}""", rules => rules.RuleFor(one => one.Small).LessThanOrEqualTo((byte)7) },
        { "no number", """weight {"type":"number","description":"Must be greater than -Infinity."}""", rules => rules.RuleFor(one => one.Weight).GreaterThan(double.NegativeInfinity) },
        { "no single number", """volume {"type":"number","description":"Must be less than Infinity."}""", rules => rules.RuleFor(one => one.Volume).LessThan(float.PositiveInfinity) },
        { "dates", """due {"type":"string","format":"date-time","description":"Must be greater than 2026-01-01T00:00:00.0000000\u002B00:00."}""", rules => rules.RuleFor(one => one.Due).GreaterThan(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) },
        { "days", """day {"type":"string","format":"date","description":"Must be between 2026-01-01 and 2026-12-31."}""", rules => rules.RuleFor(one => one.Day).InclusiveBetween(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)) },
        { "texts in order", """name {"type":["string","null"],"description":"Must be between a and z, both excluded."}""", rules => rules.RuleFor(one => one.Name).ExclusiveBetween("a", "z") },
        { "another member", """floor {"type":["integer","null"],"description":"Must be less than or equal to count."}""", rules => rules.RuleFor(one => one.Floor).LessThanOrEqualTo(one => one.Count) },
        { "another member of another name", """name {"type":["string","null"],"description":"Must not be equal to measure."}""", rules => rules.RuleFor(one => one.Name).NotEqual(one => one.Measure) },
        { "a computed bound", """count {"type":"integer","description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Count).GreaterThan(one => one.Big > 3 ? 1 : 2) },
        { "a computed optional bound", """floor {"type":["integer","null"],"description":"Must be greater than 0."}""", rules => rules.RuleFor(one => one.Floor).GreaterThan(one => one.Floor + 1) },
        { "equal", """name {"type":["string","null"],"const":"x"}""", rules => rules.RuleFor(one => one.Name).Equal("x") },
        { "equal number", """count {"type":"integer","const":5}""", rules => rules.RuleFor(one => one.Count).Equal(5) },
        { "equal enum", """kind {"enum":["low","veryHigh"],"const":"veryHigh"}""", rules => rules.RuleFor(one => one.Kind).Equal(Priority.VeryHigh) },
        { "equal to something computed", """count {"type":"integer","description":"Must be equal to 0."}""", rules => rules.RuleFor(one => one.Count).Equal(one => one.Count + 1) },
        { "equal in a way of its own", """name {"type":["string","null"],"description":"Must be equal to x."}""", rules => rules.RuleFor(one => one.Name).Equal("x", StringComparer.OrdinalIgnoreCase) },
        { "not equal", """name {"type":["string","null"],"not":{"const":"x"}}""", rules => rules.RuleFor(one => one.Name).NotEqual("x") },
        { "not equal twice", """name {"type":["string","null"],"not":{"const":"x"},"allOf":[{"not":{"const":"y"}}]}""", rules => rules.RuleFor(one => one.Name).NotEqual("x").NotEqual("y") },
        { "known enum", """kind {"enum":["low","veryHigh"]}""", rules => rules.RuleFor(one => one.Kind).IsInEnum() },
        { "enum name", """name {"type":["string","null"],"enum":["Low","VeryHigh"]}""", rules => rules.RuleFor(one => one.Name).IsEnumName(typeof(Priority)) },
        { "enum name without regard to case", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).IsEnumName(typeof(Priority), caseSensitive: false) },
        { "null", """name {"type":["string","null"],"description":"Must be null."}""", rules => rules.RuleFor(one => one.Name).Null() },
        { "empty", """name {"type":["string","null"],"description":"Must be empty."}""", rules => rules.RuleFor(one => one.Name).Empty() },
        { "credit card", """name {"type":["string","null"],"description":"Must be a credit card number."}""", rules => rules.RuleFor(one => one.Name).CreditCard() },
        { "precision", """price {"type":"number","description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Price).PrecisionScale(4, 2, false) },
        { "must", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true) },
        { "must, in words", """name {"type":["string","null"],"description":"The name must be free."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).WithMessage("The name must be free.") },
        { "must, in words of the input", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).WithMessage(one => one.Name!.Trim()) },
        { "must, in words about the value", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).WithMessage("Not {PropertyValue}.") },
        { "must, without words", """name {"type":["string","null"],"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).WithMessage(" ") },
        { "several words", """name {"type":["string","null"],"description":"One. Two."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).WithMessage("One.").Must(_ => true).WithMessage("Two.").Must(_ => true).WithMessage("One.") },
        { "a keyword with words of its own", """name {"type":["string","null"],"maxLength":9}""", rules => rules.RuleFor(one => one.Name).MaximumLength(9).WithMessage("Nine at most.") },
        { "items", """tags {"type":["array","null"],"items":{"type":"string","minLength":1,"maxLength":3}}""", rules => rules.RuleForEach(one => one.Tags).NotEmpty().MaximumLength(3) },
        { "chosen items", """tags {"type":["array","null"],"items":{"type":["string","null"],"description":"In some cases: must have at most 3 characters."}}""", rules => rules.RuleForEach(one => one.Tags).Where(tag => tag != "x").MaximumLength(3) },
        { "asynchronously chosen items", """tags {"type":["array","null"],"items":{"type":["string","null"],"description":"In some cases: must have at most 3 characters."}}""", rules => rules.RuleForEach(one => one.Tags).WhereAsync(_ => Task.FromResult(true)).MaximumLength(3) },
        { "the list's own members", """tags {"type":["array","null"],"items":{"type":["string","null"]},"description":"A further rule applies."}""", rules => rules.RuleFor(one => one.Tags!.Count).GreaterThan(1) },
        { "the text's own members", """name {"type":["string","null"],"description":"Long enough."}""", rules => rules.RuleFor(one => one.Name!.Length).GreaterThan(1).WithMessage("Long enough.") },
        { "entries", """sizes {"type":["object","null"],"additionalProperties":{"type":"integer"},"description":"Sane."}""", rules => rules.RuleForEach(one => one.Sizes).Must(_ => true).WithMessage("Sane.") },
        { "values of entries", """sizes {"type":["object","null"],"additionalProperties":{"type":"integer","minimum":1}}""", rules => rules.RuleForEach(one => one.Sizes).ChildRules(pair => pair.RuleFor(one => one.Value).GreaterThanOrEqualTo(1)) },
        { "keys of entries", """sizes {"type":["object","null"],"additionalProperties":{"type":"integer"},"description":"Short keys. Few."}""", rules => { rules.RuleForEach(one => one.Sizes).ChildRules(pair => pair.RuleFor(one => one.Key).MaximumLength(1).WithMessage("Short keys.")); rules.RuleFor(one => one.Sizes!.Count).LessThan(9).WithMessage("Few."); } },
        { "inner members", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string","minLength":5,"maxLength":5}},"required":["street","zip"],"additionalProperties":false}""", rules => rules.RuleFor(one => one.To!.ZipCode).Length(5) },
        { "the value of an optional number", """floor {"type":["integer","null"],"maximum":3}""", rules => rules.RuleFor(one => one.Floor!.Value).LessThanOrEqualTo(3) },
        { "a converted member", """count {"type":"integer","maximum":3}""", rules => rules.RuleFor(one => (long)one.Count).LessThanOrEqualTo(3) },
        { "child rules", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string","maxLength":5}},"required":["street","zip"],"additionalProperties":false}""", rules => rules.RuleFor(one => one.To!).ChildRules(to => to.RuleFor(one => one.ZipCode).MaximumLength(5)) },
        { "overridden names", """name {"type":["string","null"],"maxLength":5}""", rules => rules.RuleFor(one => one.Name).MaximumLength(5).OverridePropertyName("Other").WithName("Another") },
        { "a condition", """name {"type":["string","null"],"description":"In some cases: must not be empty."}""", rules => rules.RuleFor(one => one.Name).NotEmpty().When(one => one.Count > 1) },
        { "an asynchronous condition", """name {"type":["string","null"],"description":"In some cases: must be an e-mail address."}""", rules => rules.RuleFor(one => one.Name).EmailAddress().WhenAsync((_, _) => Task.FromResult(true)) },
        { "a condition around", """name {"type":["string","null"],"description":"In some cases: must have 1 to 2 characters."}""", rules => rules.When(one => one.Count > 1, () => rules.RuleFor(one => one.Name).Length(1, 2)) },
        { "an asynchronous condition around", """name {"type":["string","null"],"description":"In some cases: must have at least 2 characters."}""", rules => rules.WhenAsync((_, _) => Task.FromResult(true), () => rules.RuleFor(one => one.Name).MinimumLength(2)) },
        { "a condition on one of two", """name {"type":["string","null"],"maxLength":5,"description":"In some cases: must have 2 characters."}""", rules => rules.RuleFor(one => one.Name).MaximumLength(5).Length(2).When(_ => true, ApplyConditionTo.CurrentValidator) },
        { "a condition with words", """name {"type":["string","null"],"description":"In some cases: Now!"}""", rules => rules.RuleFor(one => one.Name).NotEmpty().WithMessage("Now!").When(_ => true) },
        { "a condition on something unsayable", """name {"type":["string","null"],"description":"In some cases a further rule applies."}""", rules => rules.RuleFor(one => one.Name).Must(_ => true).When(_ => true) },
        { "dependent rules", """name {"type":["string","null"],"description":"In some cases: must not be null."}""", rules => rules.RuleFor(one => one.Count).GreaterThan(1).DependentRules(() => rules.RuleFor(one => one.Name).NotNull()) },
        { "a warning", """name {"type":["string","null"]}""", rules => rules.RuleFor(one => one.Name).NotEmpty().WithSeverity(Severity.Warning) },
        { "an error in so many words", """name {"type":["string","null"],"maxLength":5}""", rules => rules.RuleFor(one => one.Name).MaximumLength(5).WithSeverity(Severity.Error) },
        { "a severity of the input", """name {"type":["string","null"],"description":"In some cases: must have at most 5 characters."}""", rules => rules.RuleFor(one => one.Name).MaximumLength(5).WithSeverity(one => one.Name!.Length > 3 ? Severity.Error : Severity.Info) },
        { "a warning of inner members", """name {"type":["string","null"]}""", rules => rules.RuleFor(one => one.Name!.Length).GreaterThan(1).WithSeverity(Severity.Info) },
        { "another rule set", """name {"type":["string","null"]}""", rules => rules.RuleSet("other", () => rules.RuleFor(one => one.Name).NotEmpty()) },
        { "the default rule set among others", """name {"type":["string","null"],"maxLength":5}""", rules => rules.RuleSet("other,Default", () => rules.RuleFor(one => one.Name).MaximumLength(5)) },
        { "a validator for a rule set", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false,"description":"In some cases a further rule applies."}""", rules => rules.RuleFor(one => one.To!).SetValidator(ZipRules(), "other") },
        { "a validator chosen for each input", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false,"description":"In some cases a further rule applies."}""", rules => rules.RuleFor(one => one.To!).SetValidator(_ => ZipRules()) },
        { "a validator in some cases", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string","description":"In some cases: must have at most 5 characters."}},"required":["street","zip"],"additionalProperties":false}""", rules => rules.RuleFor(one => one.To!).SetValidator(ZipRules()).When(_ => true) },
        { "included rules", """name {"type":["string","null"],"maxLength":5}""", rules => { var more = new InlineValidator<Goods>(); more.RuleFor(one => one.Name).MaximumLength(5); rules.Include(more); } },
        { "a validator that is there twice", """to {"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string","maxLength":5}},"required":["street","zip"],"additionalProperties":false}""", rules => { var zip = ZipRules(); rules.RuleFor(one => one.To!).SetValidator(zip).SetValidator(zip); } },
        { "an e-mail in the old way", """name {"type":["string","null"],"format":"email"}""", OldMail },
        { "a keyword that does not fit", """day {"type":"string","format":"date","description":"Must be greater than 0001-01-01."}""", rules => rules.RuleFor(one => one.Day).GreaterThan(DateOnly.MinValue) },
    };

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void Create_Rule_IsSaidInItsMember(string name, string expected, Action<InlineValidator<Goods>> build)
    {
        name.Should().NotBeEmpty();
        var rules = new InlineValidator<Goods>();
        build(rules);

        var schema = InputSchemaTests.Of(rules);

        var member = expected[..expected.IndexOf(' ')];
        var isRequired = schema["required"]?.AsArray().Any(one => one!.ToString() == member) == true;
        (member + " " + schema["properties"]![member]!.ToJsonString() + (isRequired ? " required" : "")).Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(OnTheObject), DisableDiscoveryEnumeration = true)]
    public void Create_RuleOnTheInputItself_IsADescription(string expected, Action<InlineValidator<Goods>> build)
    {
        var rules = new InlineValidator<Goods>();
        build(rules);

        InputSchemaTests.Of(rules)["description"]!.ToString().Should().Be(expected);
    }

    public static TheoryData<string, Action<InlineValidator<Goods>>> OnTheObject => new()
    {
        { "Sane.", rules => rules.RuleFor(one => one).Must(_ => true).WithMessage("Sane.") },
        { "Together.", rules => rules.RuleFor(one => one.Count + one.Big).GreaterThan(1).WithMessage("Together.") },
        { "A further rule applies.", rules => rules.RuleFor(one => one.Name!.Trim()).NotEmpty() },
        { "A further rule applies.", rules => rules.RuleFor(one => one.Ignored).NotEmpty() },
        { "In some cases a further rule applies.", rules => rules.RuleFor(one => one.Ignored).NotEmpty().When(_ => true) },
        { "A further rule applies.", rules => rules.RuleFor(_ => Environment.ProcessorCount).GreaterThan(0) },
    };

    [Fact]
    public void Create_MemberOfAConstructor_IsRequiredByItsContractOrItsDefault()
    {
        var rules = new InlineValidator<Made>();
        rules.RuleFor(one => one.First).NotEmpty();
        rules.RuleFor(one => one.Second).NotEmpty();
        rules.RuleFor(one => one.Third).NotNull();
        rules.RuleFor(one => one.Fourth).NotEmpty();
        rules.RuleFor(one => one.Fifth).NotEmpty();
        rules.RuleFor(one => one.Sixth).NotEmpty().When(_ => true);

        InputSchemaTests.Of(rules)["required"]!.ToJsonString().Should().Be("""["first","third","fifth"]""");
    }

    [Fact]
    public void Create_NotEmptyMembers_AreRequiredUnlessTheyBeginWithSomething()
    {
        var rules = new InlineValidator<Begun>();
        rules.RuleFor(one => one.Full).NotEmpty();
        rules.RuleFor(one => one.Empty).NotEmpty();
        rules.RuleFor(one => one.Five).NotEmpty();
        rules.RuleFor(one => one.Zero).NotEmpty();
        rules.RuleFor(one => one.PerhapsZero).NotEmpty();
        rules.RuleFor(one => one.Blank).NotEmpty();
        rules.RuleFor(one => one.Thing).NotEmpty();

        InputSchemaTests.Of(rules)["required"]!.ToJsonString().Should().Be("""["empty","zero","blank"]""");
    }

    [Fact]
    public void Create_InitializedMembersOfASourceGeneratedType_AreRequired()
    {
        var rules = new InlineValidator<Parcel>();
        rules.RuleFor(one => one.Tags).NotNull();
        rules.RuleFor(one => one.Price).NotEmpty();
        var contract = new BotKit.Json.BotJson([SchemaContext.Default], allowReflection: false).Contract<Parcel>();

        // Generated code forgets initializers: what is left out is the default of its type.
        BotKit.Validation.InputSchema.Create(contract, [rules]).GetProperty("required").GetRawText().Should().Be("""["code","price","tags"]""");
    }

    [Theory]
    [InlineData(typeof(sbyte))]
    [InlineData(typeof(byte))]
    [InlineData(typeof(short))]
    [InlineData(typeof(ushort))]
    [InlineData(typeof(uint))]
    [InlineData(typeof(ulong))]
    public void Create_BoundOfAnyInteger_IsANumber(Type type)
    {
        var create = GetType().GetMethod(nameof(BoundOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;

        create.MakeGenericMethod(type).Invoke(null, null).Should().Be("7");
    }

    private static string BoundOf<TNumber>()
        where TNumber : System.Numerics.INumber<TNumber>
    {
        var rules = new InlineValidator<Box<TNumber>>();
        rules.RuleFor(one => one.Number).LessThan(TNumber.CreateChecked(7));
        return InputSchemaTests.Of(rules)["properties"]!["number"]!["exclusiveMaximum"]!.ToJsonString();
    }

    [Fact]
    public void Create_ConstructorThatThrows_LeavesOutWhatIsUnknown()
    {
        var rules = new InlineValidator<Touchy>();
        rules.RuleFor(one => one.Perhaps).NotNull();
        rules.RuleFor(one => one.Surely).NotNull();

        InputSchemaTests.Of(rules)["required"]!.ToJsonString().Should().Be("""["perhaps"]""");
    }

    [Fact]
    public void Create_PolymorphicInput_TakesTheRulesOfEachType()
    {
        var copy = new InlineValidator<Copy>();
        copy.RuleFor(one => one.Target).MaximumLength(9);
        var delete = new InlineValidator<Delete>();
        delete.RuleFor(one => one.Path).MinimumLength(2);
        var rules = new InlineValidator<FileWork>();
        rules.RuleFor(one => one.Path).MaximumLength(99);
        rules.RuleFor(one => one).SetInheritanceValidator(kinds =>
        {
            kinds.Add(copy);
            kinds.Add(_ => delete);
        });
        rules.RuleFor(one => one).SetInheritanceValidator(kinds => kinds.Add(delete)).When(_ => true);

        var choices = InputSchemaTests.Of(rules)["oneOf"]!;

        choices[0]!["properties"]!.ToJsonString().Should().Be(
            """{"operation":{"const":"copy"},"target":{"type":"string","maxLength":9},"path":{"type":"string","maxLength":99}}""");
        choices[1]!["properties"]!.ToJsonString().Should().Be(
            """{"operation":{"const":"delete"},"recursive":{"type":"boolean"},"path":{"type":"string","maxLength":99,"description":"In some cases: must have at least 2 characters."}}""");
    }

    [Fact]
    public void Create_SeveralValidators_AllSpeak()
    {
        var one = new InlineValidator<Goods>();
        one.RuleFor(goods => goods.Name).NotEmpty();
        var two = new InlineValidator<Goods>();
        two.RuleFor(goods => goods.Name).MaximumLength(7);

        InputSchemaTests.Of<Goods>(one, two)["properties"]!["name"]!.ToJsonString().Should().Be("""{"type":"string","minLength":1,"maxLength":7}""");
    }

    [Fact]
    public void Create_TextWithAConverter_TakesWordsForItsRules()
    {
        var rules = new InlineValidator<Converted>();
        rules.RuleFor(one => one.Text).NotEmpty().Length(1, 2).EmailAddress().Matches("x");
        rules.RuleFor(one => one.Named).IsInEnum();
        rules.RuleFor(one => one.Either).GreaterThan(1);

        var properties = InputSchemaTests.Of(rules)["properties"]!;

        properties["text"]!.ToJsonString().Should().Be(
            """{"description":"Must not be empty. Must have 1 to 2 characters. Must be an e-mail address. Must have the required form."}""");
        properties["named"]!.ToJsonString().Should().Be("""{"enum":["Low","VeryHigh"]}""");
        properties["either"]!["exclusiveMinimum"]!.ToString().Should().Be("1");
    }

    [Fact]
    public void Create_RulesOnLists_TakeWordsWhereNoKeywordFits()
    {
        var rules = new InlineValidator<Goods>();
        rules.RuleFor(one => one.Tags).Must(_ => true).NotEqual(one => one.Tags).Null();

        InputSchemaTests.Of(rules)["properties"]!["tags"]!["description"]!.ToString()
            .Should().Be("A further rule applies. Must not be equal to tags. Must be null.");
    }

    [Fact]
    public void Create_EachComparison_HasItsWords()
    {
        var rules = new InlineValidator<Goods>();
        rules.RuleFor(one => one.Count).LessThanOrEqualTo(2).When(_ => true);
        rules.RuleFor(one => one.Count).GreaterThan(3).When(_ => true);
        rules.RuleFor(one => one.Count).GreaterThanOrEqualTo(4).When(_ => true);
        rules.RuleFor(one => one.Kind).Equal(Priority.VeryHigh).When(_ => true);
        rules.RuleFor(one => one.Kind).NotEqual(Priority.Low).When(_ => true);
        rules.RuleFor(one => one.Kind).IsInEnum().When(_ => true);
        rules.RuleFor(one => one.Due).LessThan(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).When(_ => true);

        var properties = InputSchemaTests.Of(rules)["properties"]!;

        properties["count"]!["description"]!.ToString().Should().Be(
            "In some cases: must be less than or equal to 2. In some cases: must be greater than 3. In some cases: must be greater than or equal to 4.");
        properties["kind"]!["description"]!.ToString().Should().Be(
            "In some cases: must be equal to veryHigh. In some cases: must not be equal to low. In some cases: must be one of the known values.");
        properties["due"]!["description"]!.ToString().Should().Be("In some cases: must be less than 2026-01-01T00:00:00.0000000+00:00.");
    }

    private static InlineValidator<Address> ZipRules()
    {
        var rules = new InlineValidator<Address>();
        rules.RuleFor(one => one.ZipCode).MaximumLength(5);
        return rules;
    }

    private static void OldMail(InlineValidator<Goods> rules)
    {
#pragma warning disable CS0618 // The old rule is a pattern and an e-mail rule at once.
        rules.RuleFor(one => one.Name).EmailAddress(EmailValidationMode.Net4xRegex);
#pragma warning restore CS0618
    }
}

public sealed class Goods
{
    public string? Name { get; init; }

    public string Unit { get; init; } = "kg";

    public string Code { get; init; } = "";

    [System.Text.Json.Serialization.JsonPropertyName("measure")]
    public string? Measure { get; init; }

    public int Count { get; init; }

    public long Big { get; init; }

    public byte Small { get; init; }

    public int? Floor { get; init; }

    public double Weight { get; init; }

    public float Volume { get; init; }

    public decimal Price { get; init; }

    public Guid Id { get; init; }

    public Priority Kind { get; init; }

    public DateTimeOffset Due { get; init; }

    public DateOnly Day { get; init; }

    public List<string>? Tags { get; init; }

    public Dictionary<string, int>? Sizes { get; init; }

    public Address? To { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Ignored { get; init; }
}

public sealed record Made(string First, string Second = "x", string? Third = null, int Fourth = 4)
{
    public string? Fifth { get; init; }

    public string? Sixth { get; init; }
}

public sealed class Touchy
{
    public Touchy() => throw new InvalidOperationException();

    public string? Perhaps { get; init; }

    public string Surely { get; init; } = "";
}

public sealed class Begun
{
    public List<string> Full { get; init; } = ["a"];

    public List<string> Empty { get; init; } = [];

    public int Five { get; init; } = 5;

    public int Zero { get; init; }

    public int? PerhapsZero { get; init; } = 0;

    public string Blank { get; init; } = " ";

    public Address Thing { get; init; } = new("a", "b");
}

public sealed record Box<T>(T Number);
