namespace BotKit.Handlers;

/// <summary>The codes of <see cref="WorkflowProblem"/>.</summary>
public static class WorkflowProblemCodes
{
    /// <summary>The text is not JSON, has a member twice, or is no object.</summary>
    public const string Malformed = "malformed";

    /// <summary>The definition is longer than 1 MiB, has more than 2,000 states, or nests Parallel and Map more than 10 deep.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A field is missing.</summary>
    public const string MissingField = "missing_field";

    /// <summary>The field does not exist here.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>The field's value is none that it may have.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>The path is not one, or not of the kind that the field takes.</summary>
    public const string InvalidPath = "invalid_path";

    /// <summary>The call of an intrinsic function is not one: unknown function, arguments, quotes.</summary>
    public const string InvalidIntrinsic = "invalid_intrinsic";

    /// <summary>The language has it, and this bot does not.</summary>
    public const string NotSupported = "not_supported";

    /// <summary>The state that is named does not exist beside this one.</summary>
    public const string MissingTarget = "missing_target";

    /// <summary>Nothing leads to the state.</summary>
    public const string UnreachableState = "unreachable_state";

    /// <summary>Nothing leads from the state to an end.</summary>
    public const string NoEnd = "no_end";

    /// <summary>Two states of the workflow have the same name.</summary>
    public const string DuplicateName = "duplicate_name";

    /// <summary>No such Task can run here: its scheme, bot or workflow is not registered.</summary>
    public const string UnknownResource = "unknown_resource";

    /// <summary>The Task's resource or parameters are not what its kind takes.</summary>
    public const string InvalidResource = "invalid_resource";

    /// <summary>A branch assigns a variable that exists around it.</summary>
    public const string VariableShadowed = "variable_shadowed";

    /// <summary>A warning: the states lead back to themselves without a Wait between.</summary>
    public const string EndlessLoop = "endless_loop";

    /// <summary>A warning: an error name that begins with <c>States.</c> and that the language does not have.</summary>
    public const string UnknownError = "unknown_error";

    /// <summary>A warning: what the definition asks for is done another way here.</summary>
    public const string DoneOtherwise = "done_otherwise";
}
