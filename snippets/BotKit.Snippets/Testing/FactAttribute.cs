namespace Studio.Testing;

/// <summary>Stands for xUnit's, so that the examples read like tests although this project runs none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAttribute : Attribute;
