"""政务诚信数据标准 - reference data standard for government integrity records."""
