using System.Text.Json.Serialization;
using BotKit.Core.Tests.Json;
using BotKit.Json;
using BotKit.Validation;
using FluentValidation;
using FluentValidation.Results;

namespace BotKit.Core.Tests.Validation;

public sealed class FluentValidationAdapterTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public async Task ValidateAsync_ValidInput_GivesNoProblems()
    {
        (await Validate(new Order("Ada", []), rules => rules.RuleFor(order => order.Customer).NotEmpty())).Should().BeEmpty();
    }

    [Fact]
    public async Task ValidateAsync_ValidInput_AllocatesNothingOfItsOwn()
    {
        var validator = new Completed(new ValidationResult());
        var adapter = new FluentValidationAdapter<Order>(validator, Json.Contract<Order>());
        var order = new Order("Ada", []);
        var isValid = (await adapter.ValidateAsync(order, default)).Count == 0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            isValid &= (await adapter.ValidateAsync(order, default)).Count == 0;
        }

        var after = GC.GetAllocatedBytesForCurrentThread();
        (after - before).Should().Be(0);
        isValid.Should().BeTrue();
    }

    [Fact]
    public async Task ValidateAsync_NullInput_IsRequired()
    {
        var problems = await Validate<Order>(null!, rules => rules.RuleFor(order => order.Customer).NotEmpty());

        problems.Should().Equal(new BotFieldError("$", "An input is required.", "required"));
    }

    [Fact]
    public async Task ValidateAsync_BrokenRule_TellsPathMessageAndCode()
    {
        var problems = await Validate(new Order("", []), rules => rules.RuleFor(order => order.Customer).NotEmpty());

        problems.Should().Equal(new BotFieldError("$.customer", "'Customer' must not be empty.", "not_empty"));
    }

    [Fact]
    public async Task ValidateAsync_AsynchronousRule_IsAwaited()
    {
        var gate = new TaskCompletionSource<bool>();
        var validation = Validate(
            new Order("Ada", []), rules => rules.RuleFor(order => order.Customer).MustAsync((_, _) => gate.Task).WithMessage("Taken."));
        validation.IsCompleted.Should().BeFalse();

        gate.SetResult(false);

        (await validation).Should().Equal(new BotFieldError("$.customer", "Taken.", "invalid"));
    }

    [Fact]
    public async Task ValidateAsync_CancellationToken_ReachesTheRules()
    {
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        var rules = new InlineValidator<Order>();
        rules.RuleFor(order => order.Customer).MustAsync((_, token) => Task.FromResult((seen = token).CanBeCanceled));

        await new FluentValidationAdapter<Order>(rules, Json.Contract<Order>()).ValidateAsync(new Order("Ada", []), source.Token);

        seen.Should().Be(source.Token);
    }

    [Fact]
    public async Task ValidateAsync_NestedMember_IsMappedSegmentBySegment()
    {
        var rules = new InlineValidator<Order>();
        rules.RuleFor(order => order.Address!.ZipCode).Length(5);
        rules.RuleForEach(order => order.Items).ChildRules(item => item.RuleFor(one => one.Quantity).GreaterThan(0));
        var order = new Order("Ada", [new("a", 1), new("b", 0)]) { Address = new("x", "1") };

        (await Validate(order, rules)).Select(problem => (problem.Path, problem.Code)).Should().Equal(
            ("$.address.zip", "length"), ("$.items[1].quantity", "greater_than"));
    }

    [Fact]
    public async Task ValidateAsync_PolymorphicInput_IsMappedThroughItsOwnType()
    {
        var rules = new InlineValidator<Step>();
        rules.RuleFor(step => step).SetInheritanceValidator(kinds =>
        {
            kinds.Add(Rules<FirstStep>(step => step.RuleFor(one => one.Value).NotEmpty()));
            kinds.Add(Rules<SecondStep>(step => step.RuleFor(one => one.Value).NotEmpty()));
        });

        (await Validate(new SecondStep(""), rules)).Should().ContainSingle().Which.Path.Should().Be("$.two");
        (await Validate(new FirstStep(""), rules)).Should().ContainSingle().Which.Path.Should().Be("$.one");
    }

    [Fact]
    public async Task ValidateAsync_RuleOnTheInputItself_HasTheRootPath()
    {
        (await Validate(new Order("Ada", []), rules => rules.RuleFor(order => order).Must(_ => false).WithMessage("No.")))
            .Should().Equal(new BotFieldError("$", "No.", "invalid"));
    }

    [Theory]
    [InlineData(Severity.Error, 1)]
    [InlineData(Severity.Warning, 0)]
    [InlineData(Severity.Info, 0)]
    public async Task ValidateAsync_Severity_OnlyErrorsCount(Severity severity, int count)
    {
        (await Validate(new Order("", []), rules => rules.RuleFor(order => order.Customer).NotEmpty().WithSeverity(severity)))
            .Should().HaveCount(count);
    }

    [Fact]
    public async Task ValidateAsync_CustomCode_IsKept()
    {
        (await Validate(new Order("", []), rules => rules.RuleFor(order => order.Customer).NotEmpty().WithErrorCode("CRM-17")))
            .Should().ContainSingle().Which.Code.Should().Be("CRM-17");
    }

    [Fact]
    public async Task ValidateAsync_AThousandFailures_TellsTheFirstHundred()
    {
        var order = new Order("", [.. Enumerable.Range(0, 1000).Select(index => new OrderItem("a", 0))]);

        var problems = await Validate(
            order, rules => rules.RuleForEach(one => one.Items).Must(_ => false));

        problems.Should().HaveCount(100);
        problems[99].Path.Should().Be("$.items[99]");
    }

    [Fact]
    public async Task ValidateAsync_VeryLongMessage_IsCut()
    {
        var problems = await Validate(
            new Order("Ada", []), rules => rules.RuleFor(order => order.Customer).Must(_ => false).WithMessage(new string('x', 5000)));

        problems.Single().Message.Should().Be(new string('x', 1024) + "…");
    }

    [Fact]
    public async Task ValidateAsync_SensitiveMember_SaysTheRuleAndNotTheValue()
    {
        var login = new Login("ada") { Password = "hunter2", Pin = 4711 };
        var problems = await Validate(login, rules =>
        {
            rules.RuleFor(one => one.Password).MinimumLength(20).WithMessage("'{PropertyValue}' is too short.");
            rules.RuleFor(one => one.Pin).InclusiveBetween(0, 10);
            rules.RuleFor(one => one.Password).Custom((value, context) => context.AddFailure("No: " + value));
        });

        problems.Should().Equal(
            new BotFieldError("$.password", "Is too short.", "min_length"),
            new BotFieldError("$.pin", "Is out of range.", "range"),
            new BotFieldError("$.password", "Is not valid.", "invalid"));
    }

    [Fact]
    public async Task ValidateAsync_InsideSensitiveMember_StopsThePathThere()
    {
        var login = new Login("ada") { Password = "hunter2", Home = new("Elm Street", "12345") };

        var problems = await Validate(login, rules => rules.RuleFor(one => one.Home!.ZipCode).Length(2));

        problems.Should().Equal(new BotFieldError("$.home", "Has the wrong length.", "length"));
    }

    [Theory]
    [InlineData("'{PropertyValue}' must differ from hunter2.", "Is not valid.")]
    [InlineData("Never say HUNTER2.", "Is not valid.")]
    [InlineData("Not in Elm Street.", "Is not valid.")]
    [InlineData("Not 4711 again.", "Is not valid.")]
    [InlineData("Card 5555 is blocked.", "Is not valid.")]
    [InlineData("The value of k1 is v-one.", "Is not valid.")]
    [InlineData("The key k-long is known.", "Is not valid.")]
    [InlineData("Something else.", "Something else.")]
    [InlineData("Held by Grace.", "Held by Grace.")]
    [InlineData("k1 is short.", "k1 is short.")]
    public async Task ValidateAsync_MessageOfAnotherMember_TellsNoSensitiveValue(string message, string shown)
    {
        var login = new Login("ada")
        {
            Password = "hunter2",
            Pin = 4711,
            Home = new("Elm Street", "12345"),
            Cards = [new("5555", "Grace")],
            Secrets = new() { ["k1"] = "v-one", ["k-long"] = "x" },
        };

        var problems = await Validate(login, rules => rules.RuleFor(one => one.User).Must(_ => false).WithMessage(message));

        problems.Should().Equal(new BotFieldError("$.user", shown, "invalid"));
    }

    [Fact]
    public async Task ValidateAsync_CyclicInput_StillFindsSensitiveValues()
    {
        var node = new Node { Key = "secret-key" };
        node.Next = new Node { Next = node };

        var problems = await Validate(node, rules => rules.RuleFor(one => one.Name).Must(_ => false).WithMessage("Not secret-key."));

        problems.Single().Message.Should().Be("Is not valid.");
    }

    [Fact]
    public async Task ValidateAsync_SensitiveFlag_HidesNoMessage()
    {
        var problems = await Validate(
            new Flagged { Flag = true }, rules => rules.RuleFor(one => one.Name).Must(_ => false).WithMessage("Never true."));

        problems.Single().Message.Should().Be("Never true.");
    }

    [Fact]
    public async Task ValidateAsync_FailureWithoutMessage_HasAnEmptyOne()
    {
        var problems = await Validate(
            new Flagged(), rules => rules.RuleFor(one => one.Name).Custom((_, context) => context.AddFailure(new ValidationFailure("Name", null!))));

        problems.Should().Equal(new BotFieldError("$.name", "", "invalid"));
    }

    [Fact]
    public async Task ValidateAsync_ThrowingValidator_PassesTheExceptionOn()
    {
        var validate = () => Validate(
            new Flagged(), rules => rules.RuleFor(one => one.Name).MustAsync((_, _) => throw new TimeoutException()));

        await validate.Should().ThrowAsync<TimeoutException>();
    }

    [Fact]
    public async Task ValidateAsync_WithoutContract_QuotesNoMessage()
    {
        var rules = Rules<Login>(one => one.RuleFor(login => login.Password).NotEqual("hunter2").WithMessage("Not hunter2."));

        var problems = await new FluentValidationAdapter<Login>(rules, null).ValidateAsync(new Login("ada") { Password = "hunter2" }, default);

        problems.Should().Equal(new BotFieldError("$.password", "Is not valid.", "not_equal"));
    }

    private static async Task<IReadOnlyList<BotFieldError>> Validate<T>(T input, IValidator<T> rules)
        => await new FluentValidationAdapter<T>(rules, Json.Contract<T>()).ValidateAsync(input, CancellationToken.None);

    private static Task<IReadOnlyList<BotFieldError>> Validate<T>(T input, Action<InlineValidator<T>> build) => Validate(input, Rules(build));

    private static InlineValidator<T> Rules<T>(Action<InlineValidator<T>> build)
    {
        var rules = new InlineValidator<T>();
        build(rules);
        return rules;
    }

    [JsonDerivedType(typeof(FirstStep), "first")]
    [JsonDerivedType(typeof(SecondStep), "second")]
    public abstract record Step;

    public sealed record FirstStep([property: JsonPropertyName("one")] string Value) : Step;

    public sealed record SecondStep([property: JsonPropertyName("two")] string Value) : Step;

    public sealed class Flagged
    {
        public string Name { get; init; } = "";

        [Sensitive]
        public bool Flag { get; init; }
    }

    public sealed class Node
    {
        public string Name { get; init; } = "";

        [Sensitive]
        public string? Key { get; init; }

        public Node? Next { get; set; }
    }

    private sealed class Completed(ValidationResult result) : IValidator<Order>
    {
        private readonly Task<ValidationResult> _task = Task.FromResult(result);

        public Task<ValidationResult> ValidateAsync(Order instance, CancellationToken cancellation = default) => _task;

        public Task<ValidationResult> ValidateAsync(IValidationContext context, CancellationToken cancellation = default) => _task;

        public ValidationResult Validate(Order instance) => throw new InvalidOperationException("Only asynchronously.");

        public ValidationResult Validate(IValidationContext context) => throw new InvalidOperationException("Only asynchronously.");

        public IValidatorDescriptor CreateDescriptor() => throw new NotSupportedException();

        public bool CanValidateInstancesOfType(Type type) => type == typeof(Order);
    }
}
